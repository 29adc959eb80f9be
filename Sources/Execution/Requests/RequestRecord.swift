package import Plan

/// One model's answer to one request, for the request log.
package struct RequestRecord: Sendable, Hashable {
    /// What a model says of a request, or what is true of it.
    package enum Answer: Sendable, Hashable {
        case label(String)
        case number(Double)
    }

    /// The run's time at which the request arrived.
    package let time: Duration
    /// The request's number in the run.
    package let request: Int
    package let unit: String
    package let model: ModelRole
    /// The predicted class or number, or nil where the request failed.
    package let prediction: Answer?
    /// The true class or number, or nil where no label came.
    package let label: Answer?
    /// The probability that the model gave its prediction; nil where that is a number.
    package let score: Double?
    package let latency: Duration

    package init(
        time: Duration,
        request: Int,
        unit: String,
        model: ModelRole,
        prediction: Answer?,
        label: Answer?,
        score: Double? = nil,
        latency: Duration
    ) {
        self.time = time
        self.request = request
        self.unit = unit
        self.model = model
        self.prediction = prediction
        self.label = label
        self.score = score
        self.latency = latency
    }
}

/// Where the answers of a run are logged. A log that cannot be written never stops a run.
package protocol RequestSink {
    mutating func append(_ records: [RequestRecord])
}
