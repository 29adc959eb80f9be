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
        if evaluation.assumed > 0 { object["assumed"] = .integer(evaluation.assumed) }
        if evaluation.badRows > 0 { object["bad_rows"] = .integer(evaluation.badRows) }
        if evaluation.unpaired > 0 { object["unpaired"] = .integer(evaluation.unpaired) }
        object["metrics"] = metrics(evaluation.metrics)
        if !evaluation.reliability.isEmpty {
            object["reliability"] = .object(JSONObject(evaluation.reliability.map { ($0.metric, $0.json) }))
        }
        object["confusion"] = confusion(evaluation.accumulators)
        if !evaluation.segments.isEmpty || evaluation.smallSegments > 0 {
            object["segments"] = .array(evaluation.segments.map(part))
            object["small_segments"] = .integer(evaluation.smallSegments)
            let worst = evaluation.worst.map { metric, segment, _ in (metric, self.segment(segment)) }
            object["worst"] = .object(JSONObject(worst))
        }
        if !evaluation.windows.isEmpty { object["windows"] = .array(evaluation.windows.map(part)) }
        if let drift = evaluation.drift { object["drift"] = self.drift(drift) }
        if let ratio = evaluation.ratio { object["ratio"] = ratio.json }
        if let folds = evaluation.folds { object["folds"] = folds.json }
        object["requirements"] = .array(evaluation.requirements.map(requirement))
        if evaluation.isUndecided { object["undecided"] = .string("no segment is large enough") }
        return .object(object)
    }

    private static func metrics(_ metrics: [EvaluatedMetric]) -> JSONValue {
        .object(JSONObject(metrics.map { ($0.reading.metric, metric($0)) }))
    }

    private static func metric(_ evaluated: EvaluatedMetric) -> JSONValue {
        var object = members(of: evaluated.reading)
        if let interval = evaluated.interval { object["interval"] = range(interval) }
        if let baseline = evaluated.baseline { object["baseline"] = baseline.value.map(JSONValue.number) ?? .null }
        if let difference = evaluated.difference { object["difference"] = .number(difference) }
        if let interval = evaluated.differenceInterval { object["difference_interval"] = range(interval) }
        return .object(object)
    }

    private static func members(of reading: Reading) -> JSONObject {
        var object: JSONObject = [
            "value": reading.value.map(JSONValue.number) ?? .null,
            "samples": .integer(reading.samples),
        ]
        if let reason = reading.undefinedReason { object["undefined"] = .string(reason) }
        return object
    }

    private static func drift(_ drift: EvaluatedDrift) -> JSONValue {
        let columns = drift.columns.map { column -> (String, JSONValue) in
            let measures = column.measures.map { measure -> (String, JSONValue) in
                let value: JSONObject = [
                    "value": .number(measure.value), "threshold": .number(measure.threshold),
                    "p": .number(measure.pValue),
                ]
                return (measure.name, .object(value))
            }
            var object: JSONObject = [
                "kind": .string(column.isOfNumbers ? "numbers" : "texts"),
                "values": .integer(column.values.actual),
                "missing": .integer(column.missing.actual),
                "other_values": .integer(column.values.reference),
                "other_missing": .integer(column.missing.reference),
            ]
            if let strange = column.strange {
                object[column.isOfNumbers ? "out_of_range" : "unseen"] = .integer(strange)
            }
            object["measures"] = .object(JSONObject(measures))
            return (column.name, .object(object))
        }
        return [
            "against": .string(drift.other), "rows": .integer(drift.rowCount), "columns": .object(JSONObject(columns)),
        ]
    }

    private static func range(_ interval: ClosedRange<Double>) -> JSONValue {
        [.number(interval.lowerBound), .number(interval.upperBound)]
    }

    private static func part(_ part: EvaluatedPart) -> JSONValue {
        var object: JSONObject = [:]
        if let start = part.start { object["from"] = .string(start) } else { object["segment"] = segment(part) }
        object["rows"] = .integer(part.rows)
        object["metrics"] = metrics(part.metrics)
        return .object(object)
    }

    private static func segment(_ part: EvaluatedPart) -> JSONValue {
        .object(JSONObject(part.segment.map { ($0.column, $0.value.map(JSONValue.string) ?? .null) }))
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

    private static func requirement(_ segment: String?, _ record: GateRecord) -> JSONValue {
        let readings = record.comparisons.flatMap(\.readings)
        var object: JSONObject = ["if": .string(record.text), "verdict": .string(record.verdict.rawValue)]
        if let segment { object["segment"] = .string(segment) }
        object["metrics"] = .array(readings.map(evidence))
        return .object(object)
    }

    private static func evidence(_ reading: Reading) -> JSONValue {
        var object: JSONObject = ["metric": .string(reading.metric)]
        for member in members(of: reading).members { object[member.name] = member.value }
        if let successes = reading.successes, let trials = reading.trials,
            let interval = WilsonInterval(successes: successes, trials: trials)
        {
            object["interval"] = [.number(interval.lower), .number(interval.upper)]
        }
        return .object(object)
    }
}
