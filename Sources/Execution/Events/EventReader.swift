package import JSON
import Metrics
package import Plan

/// Reads events back from their lines, in order: what accumulators stand for is learnt from the events before them.
package struct EventReader: Sendable {
    private let program: Program
    private let kinds: [any Accumulator.Type]
    private let unitKinds: [any Accumulator.Type]?
    /// The same of observations of a log; nil where the program has none.
    private var logged: LoggedKinds?
    /// What the plan's own metrics keep of replayed rows; nil where it has none.
    private let replayed: DeclaredTallies?
    /// What is kept of segments of replayed rows; nil where nobody looks at them.
    private let segments: (kinds: [any Accumulator.Type], tallies: DeclaredTallies?)?
    private var layouts: [String: OutcomeLayout] = [:]

    package init(program: Program) {
        self.program = program
        self.kinds = program.accumulatorKinds
        self.unitKinds = program.unitKinds
        replayed = program.replayTallies
        segments = program.segmentKinds
        logged = program.traffic?.log.map { LoggedKinds(program, reading: LogReading(program, log: $0)) }
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
            if let label = fields.optionalString("served") {
                return .trained(
                    Event.Trained(
                        model: try fields.word("model"),
                        kind: try fields.string("kind"),
                        attempt: try fields.integer("attempt"),
                        served: ServedModel(label: label, address: fields.optionalString("address")),
                        duration: try fields.object("measured").duration("seconds")
                    )
                )
            }
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
        case "loaded":
            return .loaded(
                Event.Loaded(
                    model: try fields.word("model"),
                    file: try fields.string("file"),
                    digest: try fields.string("digest"),
                    kind: try fields.string("kind"),
                    rows: try fields.integer("rows")
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
            if let share = fields.optionalString("share") {
                guard let share = Rational(ratio: share) else { throw EventError(problem: "`share` is none") }
                return .routed(Event.Routed(stage: fields.optionalString("stage"), share: share))
            }
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
                    rollbackIf: try fields.gates("rollback_if"),
                    misassigned: try fields.assigned()
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
            classes: try fields.strings("classes"),
            bytes: try fields.optionalIntegers("bytes"),
            references: try references(fields)
        )
        logged = logged?.referring(to: event.references)
        layouts[event.data] = program.layout(data: event.data, classes: event.classes)
        return event
    }

    private func references(_ fields: EventFields) throws(EventError) -> [AwaitedRows: TallyState] {
        var references: [AwaitedRows: TallyState] = [:]
        for reference in fields.json["references"]?.array ?? [] {
            guard let window = reference["window"]?.string, let column = reference["column"]?.string,
                let state = reference["kept"].flatMap(TallyState.init(json:))
            else { throw EventError(problem: "one of `references` is none") }
            references[AwaitedRows(window: window, column: column)] = state
        }
        return references
    }

    /// What the data are called that observations are of.
    private var trafficData: String? {
        program.traffic?.log == nil ? program.traffic?.replay?.rows.data : TrafficSpec.logName
    }

    private func observedEvidence(_ fields: EventFields) throws(EventError) -> PairedEvidence? {
        guard program.traffic?.router != nil else { return try evidence(fields, data: trafficData) }
        return fields.json["candidate"] == nil ? nil : try evidence(fields, in: program.liveLayout)
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
            evidence: try observedEvidence(fields),
            readings: try fields.statedReadings(),
            answered: fields.optionalInteger("answered"),
            feedbackDigests: fields.json["feedback_digests"] == nil ? [] : try fields.strings("feedback_digests"),
            assigned: try fields.assigned()
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
        return try evidence(fields, in: layout)
    }

    private func evidence(_ fields: EventFields, in layout: OutcomeLayout) throws(EventError) -> PairedEvidence {
        do throws(AccumulatorError) {
            return try evidence(fields.json, measured: fields.json["measured"], layout, .all)
        } catch {
            throw EventError(problem: "the state of `\(error.accumulator)` cannot be read: \(error.problem)")
        }
    }

    private func evidence(
        _ json: JSONValue,
        measured: JSONValue?,
        _ layout: OutcomeLayout,
        _ scope: LoggedKinds.Scope,
        isPart: Bool = false
    ) throws(AccumulatorError) -> PairedEvidence {
        func accumulators(_ role: ModelRole) throws(AccumulatorError) -> AccumulatorSet? {
            guard let state = json[role.rawValue] else { return nil }
            let all = (kinds: kinds, tallies: self.replayed)
            let replayed = scope == .segment ? segments ?? all : all
            return try AccumulatorSet(
                logged?.kinds(scope) ?? replayed.kinds,
                declared: logged?.tallies(scope) ?? replayed.tallies,
                layout: layout,
                json: state,
                measured: measured?[role.rawValue]
            )
        }
        guard let candidate = try accumulators(.candidate) else {
            throw AccumulatorError("candidate", "there is none")
        }
        var units: UnitEvidence?
        if let unitKinds, !isPart {
            guard let state = json["units"] else { throw AccumulatorError("units", "there is none") }
            units = try UnitEvidence(
                logged?.unitKinds?.kinds ?? unitKinds,
                declared: logged?.unitKinds?.tallies,
                each: program.evidence?.independent ?? .units,
                layout: layout,
                json: state,
                measured: measured?["units"]
            )
        }
        var parts: [EvidencePart: PairedEvidence] = [:]
        for (place, state) in (json["parts"]?.array ?? []).enumerated() {
            guard let part = EvidencePart(json: state) else { throw AccumulatorError("parts", "one is of nothing") }
            let own = measured?["parts"]?.array.flatMap { place < $0.count ? $0[place] : nil }
            let scope = part == .lenient ? scope : .segment
            parts[part] = try evidence(state, measured: own, layout, scope, isPart: true)
        }
        return PairedEvidence(candidate: candidate, baseline: try accumulators(.baseline), units: units, parts: parts)
    }
}

/// A line that is no event.
package struct EventError: Error, Hashable, Sendable {
    package let problem: String
}
