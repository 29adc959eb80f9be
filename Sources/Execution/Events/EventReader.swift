package import JSON
import Metrics
package import Plan

/// Reads events back from their lines, in order: what accumulators stand for is learnt from the events before them.
package struct EventReader: Sendable {
    private let program: Program
    private let kinds: [any Accumulator.Type]
    private let unitKinds: [any Accumulator.Type]?
    private var layouts: [String: OutcomeLayout] = [:]

    package init(program: Program) {
        self.program = program
        self.kinds = program.accumulatorKinds
        self.unitKinds = program.unitKinds
    }

    /// The event that a line holds.
    package mutating func read(_ line: [UInt8]) throws(EventError) -> Event {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: line)
        } catch {
            throw EventError(problem: "it is no JSON: \(error.problem)")
        }
        return try read(json)
    }

    /// The event that a JSON object is.
    package mutating func read(_ json: JSONValue) throws(EventError) -> Event {
        let fields = EventFields(json)
        let payload = try payload(try fields.string("type"), fields)
        return Event(at: try fields.duration("at"), payload)
    }

    private mutating func payload(_ type: String, _ fields: EventFields) throws(EventError) -> Event.Payload {
        switch type {
        case "started":
            return .started(
                Event.Started(
                    plan: try fields.string("plan"),
                    program: try fields.string("program"),
                    seed: fields.optionalInteger("seed"),
                    parameters: try fields.texts("parameters"),
                    mode: try fields.word("mode"),
                    run: fields.optionalString("run"),
                    scenario: try fields.optionalObject("scenario")?.scenarioMark(),
                    feedback: fields.optionalString("feedback"),
                    author: fields.optionalString("author"),
                    calendar: try fields.optionalObject("calendar")?.calendar()
                )
            )
        case "prepared": return .prepared(try prepared(fields))
        case "trained":
            return .trained(
                Event.Trained(
                    model: try fields.word("model"),
                    kind: try fields.string("kind"),
                    attempt: try fields.integer("attempt"),
                    rows: try fields.integer("rows"),
                    crossValidation: try fields.optionalObject("cross_validation")?.crossValidation(),
                    duration: try fields.object("measured").duration("seconds")
                )
            )
        case "evaluated":
            let data = program.risk?.on.data
            return .evaluated(
                Event.Evaluated(
                    on: try fields.string("on"),
                    evidence: try evidence(fields, data: data),
                    readings: try fields.statedReadings()
                )
            )
        case "routed":
            return .routed(
                Event.Routed(
                    stage: fields.optionalString("stage"),
                    units: try fields.integer("units"),
                    allUnits: try fields.integer("of")
                )
            )
        case "observed": return .observed(try observed(fields))
        case "notified":
            return .notified(
                Event.Notified(
                    key: try fields.string("key"),
                    notifier: try fields.string("notifier"),
                    problem: fields.optionalString("problem")
                )
            )
        case "failed":
            return .failed(
                Event.Failure(
                    step: try fields.string("step"),
                    problem: try fields.string("problem"),
                    isTransient: fields.json["transient"]?.bool ?? false
                )
            )
        case "command": return .command(try fields.command())
        case "waited": return .waited
        default: return try decision(type, fields)
        }
    }

    private func decision(_ type: String, _ fields: EventFields) throws(EventError) -> Event.Payload {
        switch type {
        case "assessed":
            return .assessed(
                Event.Assessed(
                    isLow: try fields.string("risk") == "low",
                    attempt: try fields.integer("attempt"),
                    attempts: try fields.integer("attempts"),
                    gates: try fields.gates("gates")
                )
            )
        case "judged":
            return .judged(
                Event.Judged(
                    stage: try fields.string("stage"),
                    decision: try fields.word("decision"),
                    reason: try fields.string("reason"),
                    watched: try fields.duration("watched"),
                    samples: try fields.integer("samples"),
                    promoteIf: try fields.gates("promote_if"),
                    rollbackIf: try fields.gates("rollback_if")
                )
            )
        case "alert":
            let measured = fields.optionalObject("measured")
            return .alert(
                Event.AlertChange(
                    name: try fields.string("name"),
                    state: try fields.word("state"),
                    severity: try fields.word("severity"),
                    message: try (measured ?? fields).string("message"),
                    gate: try fields.object("gate").gate(),
                    notify: try fields.strings("notify"),
                    isMessageMeasured: measured != nil
                )
            )
        case "retraining":
            return .retraining(
                Event.Retraining(
                    attempt: fields.optionalInteger("attempt"),
                    attempts: try fields.integer("attempts"),
                    reason: try fields.string("reason")
                )
            )
        case "retry":
            return .retry(
                Event.Retry(
                    state: try fields.word("state"),
                    number: try fields.integer("number"),
                    times: try fields.integer("times"),
                    until: try fields.optionalDuration("until"),
                    reason: try fields.string("reason")
                )
            )
        case "answered": return .answered(try fields.answered())
        case "approval": return .approval(try fields.approvalChange())
        case "hold": return .hold(try fields.holdChange())
        case "finished":
            return .finished(
                Event.Finished(outcome: try fields.word("outcome"), reason: try fields.string("reason"))
            )
        default: throw EventError(problem: "its type `\(type)` is not known")
        }
    }

    private mutating func prepared(_ fields: EventFields) throws(EventError) -> Event.Prepared {
        let event = Event.Prepared(
            data: try fields.string("data"),
            digest: try fields.string("digest"),
            rows: try fields.integer("rows"),
            trainingRows: try fields.integer("train"),
            testRows: try fields.integer("test"),
            classes: try fields.strings("classes")
        )
        layouts[event.data] = program.layout(data: event.data, classes: event.classes)
        return event
    }

    private func observed(_ fields: EventFields) throws(EventError) -> Event.Observed {
        let requests = try fields.integers("requests")
        guard requests.count == 2, 0 <= requests[0], requests[0] <= requests[1] else {
            throw EventError(problem: "`requests` is no range")
        }
        return Event.Observed(
            stage: try fields.string("stage"),
            from: try fields.duration("from"),
            requests: requests[0]..<requests[1],
            evidence: try evidence(fields, data: program.traffic?.replay?.rows.data),
            readings: try fields.statedReadings(),
            answered: fields.optionalInteger("answered"),
            feedbackDigests: fields.json["feedback_digests"] == nil ? [] : try fields.strings("feedback_digests")
        )
    }

    /// The accumulators of an event; nil where it states values, or says how many answers there were, in their place.
    private func evidence(_ fields: EventFields, data: String?) throws(EventError) -> PairedEvidence? {
        if fields.json["candidate"] == nil, fields.json["readings"] != nil || fields.json["answered"] != nil {
            return nil
        }
        guard let layout = data.flatMap({ layouts[$0] }) else {
            throw EventError(problem: "it comes before its data were prepared")
        }
        let measured = fields.optionalObject("measured")
        func accumulators(_ role: ModelRole) throws(EventError) -> AccumulatorSet? {
            guard let json = fields.json[role.rawValue] else { return nil }
            do throws(AccumulatorError) {
                return try AccumulatorSet(kinds, layout: layout, json: json, measured: measured?.json[role.rawValue])
            } catch {
                throw EventError(problem: "the state of `\(error.accumulator)` cannot be read: \(error.problem)")
            }
        }
        guard let candidate = try accumulators(.candidate) else {
            throw EventError(problem: "it has no evidence of the candidate")
        }
        var units: UnitEvidence?
        if let unitKinds {
            guard let json = fields.json["units"] else {
                throw EventError(problem: "it does not say what sequential evidence is made from")
            }
            do throws(AccumulatorError) {
                units = try UnitEvidence(
                    unitKinds,
                    each: program.evidence?.independent ?? .units,
                    layout: layout,
                    json: json,
                    measured: measured?.json["units"]
                )
            } catch {
                throw EventError(problem: "the state of `\(error.accumulator)` cannot be read: \(error.problem)")
            }
        }
        return PairedEvidence(candidate: candidate, baseline: try accumulators(.baseline), units: units)
    }
}

/// A line that is no event.
package struct EventError: Error, Hashable, Sendable {
    package let problem: String
}
