import Plan

/// One model's answer to one request, in numbers, before names are put to it.
struct AnsweredRequest {
    let time: Duration
    let request: Int
    let unit: Int
    let model: ModelRole
    /// The predicted class, or -1 where the request failed.
    let predicted: Int32
    /// The true class, or -1 where no label came.
    let actual: Int32
    let score: Double
    /// In nanoseconds.
    let latency: Int64

    /// The record with the classes' and the unit's names.
    func record(classes: [String], units: [String]) -> RequestRecord {
        RequestRecord(
            time: time,
            request: request,
            unit: units[unit],
            model: model,
            prediction: predicted < 0 ? nil : classes[Int(predicted)],
            label: actual < 0 ? nil : classes[Int(actual)],
            score: score,
            latency: .nanoseconds(latency)
        )
    }
}
