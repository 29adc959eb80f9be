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
    /// What was predicted and what is true, where those are numbers; not a number where there is none.
    var numbers: (predicted: Double, actual: Double)?
    /// In nanoseconds.
    let latency: Int64

    /// The record with the classes' and the unit's names.
    func record(classes: [String], units: [String]) -> RequestRecord {
        if let numbers {
            return RequestRecord(
                time: time,
                request: request,
                unit: units[unit],
                model: model,
                prediction: predicted < 0 ? nil : .number(numbers.predicted),
                label: numbers.actual.isNaN ? nil : .number(numbers.actual),
                latency: .nanoseconds(latency)
            )
        }
        return RequestRecord(
            time: time,
            request: request,
            unit: units[unit],
            model: model,
            prediction: predicted < 0 ? nil : .label(classes[Int(predicted)]),
            label: actual < 0 ? nil : .label(classes[Int(actual)]),
            score: score,
            latency: .nanoseconds(latency)
        )
    }
}
