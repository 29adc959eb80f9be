package import Execution
package import JSON
import Plan

extension WhyReport {
    /// The explanation for programs, by `schema/planrun-why-1.schema.json`.
    package static func json(_ explanation: DecisionExplanation, _ context: WhyContext) -> JSONValue {
        [
            "format_version": 1,
            "run": .string(context.run),
            "plan": ["path": .string(context.planPath), "state": .string(context.planState.rawValue)],
            "subject": subject(explanation.subject),
            "at": .number(explanation.at.seconds),
            "judgement": explanation.number.map(JSONValue.integer) ?? .null,
            "judgements": .integer(explanation.count),
            "decision": .string(explanation.decision),
            "reason": .string(explanation.reason),
            "watched": explanation.watched.map { .number($0.seconds) } ?? .null,
            "samples": explanation.samples.map(JSONValue.integer) ?? .null,
            "terms": explanation.terms.map(terms) ?? .null,
            "gates": .array(explanation.gates.map { gate($0, context) }),
            "turn": explanation.turn.map { turn($0) } ?? .null,
        ]
    }

    private static func subject(_ subject: DecisionExplanation.Subject) -> JSONValue {
        switch subject {
        case .risk: ["kind": "risk", "name": .null]
        case .stage(let name): ["kind": "stage", "name": .string(name)]
        case .alert(let name): ["kind": "alert", "name": .string(name)]
        case .step(let name): ["kind": "step", "name": .string(name)]
        case .person(let who): ["kind": "person", "name": .string(who)]
        case .approval(let stage): ["kind": "approval", "name": .string(stage)]
        case .hold: ["kind": "hold", "name": .null]
        case .retry(let number, _): ["kind": "retry", "name": .string("\(number)")]
        }
    }

    private static func terms(_ terms: DecisionExplanation.Terms) -> JSONValue {
        [
            "for": .number(terms.duration.seconds), "within": .number(terms.within.seconds),
            "samples": .integer(terms.samples),
        ]
    }

    private static func role(_ role: ExplainedGate.Role) -> JSONValue {
        switch role {
        case .lowIf: "low_if"
        case .promoteIf: "promote_if"
        case .rollbackIf: "rollback_if"
        case .alert: "alert"
        }
    }

    private static func gate(_ gate: ExplainedGate, _ context: WhyContext) -> JSONValue {
        let record = gate.record
        let alert: JSONValue = if case .alert(let name) = gate.role { .string(name) } else { .null }
        return [
            "role": role(gate.role),
            "alert": alert,
            "if": .string(record.text),
            "place": context.place(gate).map(JSONValue.string) ?? .null,
            "verdict": .string(record.verdict.rawValue),
            "failures": .integer(record.failures),
            "failures_needed": .integer(record.failuresNeeded),
            "then": gate.consequence.map(JSONValue.string) ?? .null,
            "min_samples": gate.minimumSamples.map(JSONValue.integer) ?? .null,
            "evidence": gate.evidence.map { .string($0.rawValue) } ?? .null,
            "comparisons": .array(record.comparisons.enumerated().map { comparison($1, at: $0, in: gate) }),
            "turn": gate.turn.map { .array($0.map(change)) } ?? .null,
            "turned": gate.turn == nil && gate.limitTurn == nil ? .null : .string(gate.turnedVerdict.rawValue),
            "limit_turn": gate.limitTurn.flatMap { limit($0, gate) } ?? .null,
            "observation_turn": gate.observationTurn.map { turn in
                ["more": .integer(turn.count), "verdict": .string(turn.verdict.rawValue)]
            } ?? .null,
        ]
    }

    private static func limit(_ turn: LimitTurn, _ gate: ExplainedGate) -> JSONValue? {
        guard let words = LimitWords(turn, in: gate) else { return nil }
        return [
            "comparison": .integer(turn.comparison),
            "limit": number(words.limit),
            "rise": .number(turn.rise),
            "beyond": .bool(turn.isBeyond),
            "words": .string("with " + words.text),
        ]
    }

    private static func comparison(_ comparison: ComparisonRecord, at place: Int, in gate: ExplainedGate) -> JSONValue {
        let margin = Margin(comparison, at: place, in: gate)
        return [
            "left": number(comparison.left),
            "relation": .string(comparison.relation.rawValue),
            "right": number(comparison.right),
            "limit": number(margin?.limit),
            "margin": number(margin?.value),
            "readings": .array(comparison.readings.map(reading)),
            "evidence": comparison.evidence.map(\.json) ?? .null,
            "segments": .array(comparison.segments.map(\.json)),
        ]
    }

    private static func reading(_ reading: Reading) -> JSONValue {
        [
            "metric": .string(reading.metric),
            "model": .string(reading.model.rawValue),
            "segment": reading.segment.map(JSONValue.string) ?? .null,
            "value_type": .string(reading.type.rawValue),
            "value": number(reading.value),
            "samples": reading.isCounted ? .integer(reading.samples) : .null,
            "successes": reading.successes.map(JSONValue.integer) ?? .null,
            "trials": reading.trials.map(JSONValue.integer) ?? .null,
            "undefined": reading.undefinedReason.map(JSONValue.string) ?? .null,
            "error": reading.problem.map(JSONValue.string) ?? .null,
        ]
    }

    private static func change(_ change: ReadingChange) -> JSONValue {
        // Of what units have shown once, only how far it lies from the limit is on record.
        let isValueKnown = !change.isOfUnits || change.successes != nil
        return [
            "metric": .string(change.reading.metric),
            "segment": change.reading.segment.map(JSONValue.string) ?? .null,
            "from": isValueKnown ? number(change.reading.value) : .null,
            "to": isValueKnown ? number(change.value) : .null,
            "by": .number(change.value - (change.reading.value ?? 0)),
            "beyond": .bool(change.isBeyond),
            "successes": change.successes.map(JSONValue.integer) ?? .null,
            "trials": change.successes == nil ? .null : change.reading.trials.map(JSONValue.integer) ?? .null,
            "independent": .bool(change.isOfUnits),
            "same_spread": .bool(change.keepsSpread),
            "where_baseline": change.pairs.map { .integer($0.shared) } ?? .null,
            "words": .string(ChangeWords(change).text),
        ]
    }

    private static func turn(_ turn: DecisionTurn) -> JSONValue {
        [
            "outcome": .string(turn.outcome),
            "changes": .array(turn.changes.map(change)),
            "gates": .array(
                turn.flips.map { ["gate": .integer($0.gate), "verdict": .string($0.verdict.rawValue)] }
            ),
            "missing_requests": .integer(turn.missingRequests),
            "unanswered": .array(turn.unanswered.map(JSONValue.integer)),
        ]
    }

    private static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
}
