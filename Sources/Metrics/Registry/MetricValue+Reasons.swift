extension MetricValue {
    /// The value of a metric whose accumulator was not kept.
    static var notKept: MetricValue { undefined(samples: 0, because: "what it is made from was not counted") }

    /// The value over rows of which none has both a label and a prediction.
    static var noLabelledRow: MetricValue { undefined(samples: 0, because: "there is no labelled row") }
}
