import Datasets
import Execution
package import JSON
import Plan

extension BacktestReport {
    /// The same for programs.
    package static func json(_ result: BacktestResult, against other: BacktestResult?) -> JSONValue {
        var object = object(result)
        if let other {
            let difference = BacktestDifference(result.backtest, other.backtest)
            object["against"] = .object(self.object(other))
            object["alike"] = .bool(difference.isAlike)
            object["parting_seconds"] = difference.parting.map { .number($0.at.seconds) }
            object["rows"] = .array(
                difference.rows.map { row in
                    [
                        "at_seconds": .number(row.at.seconds), "first": row.first.map(JSONValue.string) ?? .null,
                        "second": row.second.map(JSONValue.string) ?? .null, "alike": .bool(row.isAlike),
                    ]
                }
            )
        }
        return .object(object)
    }

    private static func object(_ result: BacktestResult) -> JSONObject {
        let (backtest, survey) = (result.backtest, result.survey)
        var object: JSONObject = [
            "format_version": 1,
            "plan": .string(result.plan),
            "program": .string(result.digest),
            "log": log(survey),
            "decisions": .array(
                backtest.decisions.map {
                    ["at_seconds": .number($0.at.seconds), "decision": .string($0.words), "reason": .string($0.reason)]
                }
            ),
            "stages": .array(backtest.stages.map { stage($0, backtest, isPaired: survey.isPaired) }),
            "ends_at_seconds": .number(backtest.at.seconds),
            "unanswered": .array(result.limits.sentences.map(JSONValue.string)),
        ]
        switch backtest.end {
        case .finished(let outcome, let reason):
            object["end"] = .string(outcome.rawValue)
            object["reason"] = .string(reason)
        case .logEnds: object["end"] = "log_ends"
        case .retraining(let reason):
            object["end"] = "retraining"
            object["reason"] = .string(reason)
        }
        return object
    }

    private static func log(_ survey: TrafficSurvey) -> JSONValue {
        [
            "from": .string(Timestamp(nanoseconds: survey.first).text),
            "to": .string(Timestamp(nanoseconds: survey.last).text),
            "seconds": .number(Duration.nanoseconds(survey.last - survey.first).seconds),
            "rows": .integer(survey.rowCount),
            "bad_rows": .integer(survey.badCount),
            "paired": .bool(survey.isPaired),
            "classes": .array(survey.classes.map(JSONValue.string)),
            "files": .array(
                survey.files.map { file in
                    [
                        "name": .string(file.name), "rows": .integer(file.summary.rowCount),
                        "bad_rows": .integer(file.summary.badCount), "late_rows": .integer(file.summary.lateCount),
                    ]
                }
            ),
            "answers": .object(
                JSONObject(
                    ModelRole.allCases.compactMap { role in
                        survey.answers[role].map { answers in
                            (
                                role.rawValue,
                                [
                                    "count": .integer(answers.count), "failed": .integer(answers.failed),
                                    "labelled": .integer(answers.labelled),
                                ]
                            )
                        }
                    }
                )
            ),
        ]
    }

    private static func stage(_ stage: Backtest.Stage, _ backtest: Backtest, isPaired: Bool) -> JSONValue {
        var object: JSONObject = [
            "name": .string(stage.name),
            "audience": .string(backtest.program.stages[stage.index].audience.text),
            "from_seconds": .number(stage.from.seconds),
            "judgements": .integer(stage.judgements),
            "requests": .integer(stage.traffic.requests(isPaired: isPaired)),
            "exposed_requests": .integer(stage.traffic.served(isPaired: isPaired)),
            "answers": [
                "candidate": .integer(stage.traffic.counted[.candidate] ?? 0),
                "baseline": .integer(stage.traffic.counted[.baseline] ?? 0),
            ],
        ]
        object["until_seconds"] = stage.until.map { .number($0.seconds) }
        guard let judged = stage.judged else { return .object(object) }
        object["decision"] = .string(judged.decision.rawValue)
        object["reason"] = .string(judged.reason)
        object["watched_seconds"] = .number(judged.watched.seconds)
        object["samples"] = .integer(judged.samples)
        object["promote_if"] = .array(judged.promoteIf.map(gate))
        object["rollback_if"] = .array(judged.rollbackIf.map(gate))
        return .object(object)
    }

    private static func gate(_ record: GateRecord) -> JSONValue {
        [
            "condition": .string(record.text), "verdict": .string(record.verdict.rawValue),
            "failures": .integer(record.failures), "failures_needed": .integer(record.failuresNeeded),
            "comparisons": .array(
                record.comparisons.map { comparison in
                    [
                        "left": comparison.left.map(JSONValue.number) ?? .null,
                        "relation": .string(comparison.relation.rawValue),
                        "right": comparison.right.map(JSONValue.number) ?? .null,
                        "readings": .array(comparison.readings.map(reading)),
                        "evidence": comparison.evidence.map(\.json) ?? .null,
                        "segments": .array(comparison.segments.map(\.json)),
                    ]
                }
            ),
        ]
    }

    private static func reading(_ reading: Reading) -> JSONValue {
        [
            "metric": .string(reading.metric), "model": .string(reading.model.rawValue),
            "segment": reading.segment.map(JSONValue.string) ?? .null,
            "value": reading.value.map(JSONValue.number) ?? .null,
            "samples": reading.isCounted ? .integer(reading.samples) : .null,
        ]
    }
}
