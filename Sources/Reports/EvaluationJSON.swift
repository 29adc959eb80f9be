import Execution
package import JSON
import Metrics
import Statistics

/// An evaluation as one JSON object, for programs. Durations are in seconds.
package enum EvaluationJSON {
    /// Grows when a member changes its meaning or goes away; new members do not count.
    package static let formatVersion = 1

    package static func value(of evaluation: Evaluation) -> JSONValue {
        var object: JSONObject = [
            "format_version": .integer(formatVersion),
            "samples": .integer(evaluation.samples),
        ]
        if evaluation.failed > 0 { object["failed"] = .integer(evaluation.failed) }
        if evaluation.unlabelled > 0 { object["unlabelled"] = .integer(evaluation.unlabelled) }
        object["metrics"] = .object(JSONObject(evaluation.metrics.map { ($0.metric, metric($0)) }))
        object["confusion"] = confusion(evaluation.accumulators)
        object["requirements"] = .array(evaluation.requirements.map(requirement))
        return .object(object)
    }

    private static func metric(_ reading: Reading) -> JSONValue {
        var object: JSONObject = [
            "value": reading.value.map(JSONValue.number) ?? .null,
            "samples": .integer(reading.samples),
        ]
        if let reason = reading.undefinedReason { object["undefined"] = .string(reason) }
        return .object(object)
    }

    /// Rows are the true classes, columns the predicted ones.
    private static func confusion(_ accumulators: AccumulatorSet) -> JSONValue {
        let classes = accumulators.layout.classes
        let matrix = accumulators[ConfusionMatrix.self]
        let rows = classes.indices.map { actual in
            JSONValue.array(classes.indices.map { .integer(matrix?[actual, $0] ?? 0) })
        }
        return ["classes": .array(classes.map(JSONValue.string)), "matrix": .array(rows)]
    }

    private static func requirement(_ record: GateRecord) -> JSONValue {
        let readings = record.comparisons.flatMap(\.readings)
        return [
            "if": .string(record.text),
            "verdict": .string(record.verdict.rawValue),
            "metrics": .array(readings.map(evidence)),
        ]
    }

    private static func evidence(_ reading: Reading) -> JSONValue {
        var object: JSONObject = ["metric": .string(reading.metric)]
        if case .object(let metric) = metric(reading) {
            for member in metric.members { object[member.name] = member.value }
        }
        if let successes = reading.successes, let trials = reading.trials,
            let interval = WilsonInterval(successes: successes, trials: trials)
        {
            object["interval"] = [.number(interval.lower), .number(interval.upper)]
        }
        return .object(object)
    }
}
