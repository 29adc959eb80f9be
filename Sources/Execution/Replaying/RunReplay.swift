package import Plan

/// A recorded run judged again by another program, as far as what was recorded tells.
///
/// The recorded inputs are fed to an interpreter of the other program. Each input has to be the answer to what that program
/// wants done: the same stage watched over the same interval, the same model trained. Where it is not, the other program
/// would have gone another way, nothing recorded says what it would have met there, and the replay ends. A way back needs no
/// evidence, and is followed to its end.
package struct RunReplay: Sendable {
    /// What was decided at one point by either.
    package struct Row: Sendable, Hashable {
        package let at: Duration
        /// Nil where the one decided nothing there.
        package let recorded: String?
        package let edited: String?
        /// Why the edited program decided so, where they part.
        package let reason: String?

        package var isAlike: Bool { recorded == edited }
    }

    /// Why the replay ended.
    package enum End: Sendable, Hashable {
        /// Both came to their ends.
        case finished(recorded: Outcome?, edited: Outcome)
        /// The run has come no further, and neither would the edited program without what is still to come.
        case open(at: Duration)
        /// The edited program would have done this, and the run did something else.
        case parted(at: Duration, edited: String, recorded: String?)
        /// The record, counted from 1, does not have what the edited program reads.
        case unreadable(record: Int, problem: String)
    }

    package let rows: [Row]
    package let end: End
    /// How many judgements of both were compared, and how many of them were alike.
    package let judgements: (alike: Int, compared: Int)

    /// Whether the edited program decides all that was decided, and nothing else.
    package var isAlike: Bool {
        switch end {
        case .finished(let recorded, let edited): recorded == edited && rows.allSatisfy(\.isAlike)
        case .open: rows.allSatisfy(\.isAlike)
        case .parted, .unreadable: false
        }
    }

    /// Judges the records again.
    ///
    /// - Parameters:
    ///   - startedAt: When the run began, in seconds since 1970, where its records do not say so.
    ///   - zone: The clocks of the zone that the program's change windows are in.
    package init(_ records: [[UInt8]], by program: Program, startedAt: Int? = nil, zone: ZoneRules? = nil) {
        var replay = Replayer(program)
        replay.startedAt = startedAt
        replay.zone = zone
        end = replay.run(records)
        rows = replay.rows
        judgements = (replay.alike, replay.compared)
    }
}

/// The replay at work.
private struct Replayer {
    private let interpreter: Interpreter
    private var reader: EventReader
    private var state: ReleaseState
    var startedAt: Int?
    var zone: ZoneRules?
    private(set) var rows: [RunReplay.Row] = []
    private(set) var alike = 0
    private(set) var compared = 0

    init(_ program: Program) {
        interpreter = Interpreter(program: program)
        reader = EventReader(program: program)
        state = interpreter.initialState
    }

    mutating func run(_ records: [[UInt8]]) -> RunReplay.End {
        var index = 0
        let recordedOutcome = Self.outcome(records)
        while index < records.count {
            let input: Event
            do throws(EventError) {
                input = withCalendar(try reader.read(records[index]))
            } catch {
                return .unreadable(record: index + 1, problem: error.problem)
            }
            var decisions: [Event] = []
            index += 1
            // What was decided on the input follows it at once.
            while index < records.count, let decision = Self.decision(records[index]) {
                decisions.append(decision)
                index += 1
            }
            if case .notified = input.payload {
                // Whom the edited program tells is its own affair.
                note(decisions, [], at: input.at)
                continue
            }
            notifyAll()
            guard isAnswer(input) else { return part(from: input, recordedOutcome) }
            let transition = interpreter.handle(input, in: state)
            state = transition.state
            note(decisions, transition.decisions, at: input.at)
            notifyAll()
            if let outcome = state.outcome {
                return .finished(recorded: recordedOutcome, edited: outcome)
            }
        }
        if let end = followBack(recordedOutcome) { return end }
        return recordedOutcome == nil ? .open(at: state.now) : .parted(at: state.now, edited: wish, recorded: nil)
    }

    /// A run whose own plan has no change windows, or has them in another zone, has not recorded this one's clocks.
    private func withCalendar(_ event: Event) -> Event {
        guard case .started(let started) = event.payload, let zone, let changes = interpreter.program.changes,
            started.calendar?.zone.name != changes.zone, let start = started.calendar?.start ?? startedAt
        else { return event }
        return Event(at: event.at, .started(started.with(ReleaseCalendar(start: start, zone: zone))))
    }

    private static func decision(_ record: [UInt8]) -> Event? {
        guard let event = try? DecisionReader.event(record), event.isDecision else { return nil }
        return event
    }

    /// How the recorded run ended; nil where it is not over.
    private static func outcome(_ records: [[UInt8]]) -> Outcome? {
        guard let last = records.last, case .finished(let finished)? = decision(last)?.payload else { return nil }
        return finished.outcome
    }

    /// Answers every notification, as nobody is told in a replay.
    private mutating func notifyAll() {
        while case .notify(let notification)? = interpreter.nextEffect(state) {
            let notified = Event.Notified(key: notification.key, notifier: notification.notifier, problem: nil)
            let transition = interpreter.handle(Event(at: state.now, .notified(notified)), in: state)
            state = transition.state
            note([], transition.decisions, at: state.now)
        }
    }

    /// The other program goes another way: only one that leads back can be followed.
    private mutating func part(from input: Event, _ recorded: Outcome?) -> RunReplay.End {
        followBack(recorded) ?? .parted(at: state.now, edited: wish, recorded: Self.words(input))
    }

    private mutating func followBack(_ recorded: Outcome?) -> RunReplay.End? {
        notifyAll()
        if case .route(nil)? = interpreter.nextEffect(state) {
            let routed = Event.Routed(stage: nil, units: 0, allUnits: 0)
            let transition = interpreter.handle(Event(at: state.now, .routed(routed)), in: state)
            state = transition.state
            note([], transition.decisions, at: state.now)
            notifyAll()
        }
        guard let outcome = state.outcome else { return nil }
        return .finished(recorded: recorded, edited: outcome)
    }

    // MARK: What fits

    /// Whether an input is the answer to what the program wants done.
    private func isAnswer(_ input: Event) -> Bool {
        if case .started = input.payload { return true }
        if case .command = input.payload { return true }
        guard let effect = interpreter.nextEffect(state) else { return false }
        switch (effect, input.payload) {
        case (_, .failed): return true
        case (.prepare(let data), .prepared(let prepared)): return data == prepared.data
        case (.train(let role, let attempt), .trained(let trained)):
            return role == trained.model && attempt == trained.attempt
        case (.load(let role), .loaded(let loaded)):
            return role == loaded.model && interpreter.program.model(role)?.file == loaded.file
        case (.evaluate, .evaluated): return true
        case (.route(let stage), .routed(let routed)):
            return stage.map { interpreter.program.stages[$0].name } == routed.stage
        case (.observe(let stage, _, let interval), .observed(let observed)):
            return interpreter.program.stages[stage].name == observed.stage && observed.from == interval.lowerBound
                && input.at == interval.upperBound
        case (.wait(let until), .waited): return input.at <= until
        default: return false
        }
    }

    /// What the program wants done next, in words.
    private var wish: String {
        let program = interpreter.program
        switch interpreter.nextEffect(state) {
        case .prepare(let data)?: return "read \(data)"
        case .train(let role, let attempt)?: return "trained the \(role.rawValue), attempt \(attempt)"
        case .load(let role)?: return "loaded the \(role.rawValue)"
        case .evaluate?: return "assessed the risk"
        case .route(let stage)?:
            return stage.map { "given the candidate to \(program.stages[$0].name)" } ?? "taken the candidate back"
        case .observe(let stage, _, let interval)?:
            return "watched \(program.stages[stage].name) until \(interval.upperBound.planText)"
        case .wait(let until)?: return "waited until \(until.planText)"
        case .notify?, nil: return "ended"
        }
    }

    private static func words(_ input: Event) -> String {
        switch input.payload {
        case .routed(let routed): routed.stage.map { "gave the candidate to \($0)" } ?? "took the candidate back"
        case .observed(let observed): "watched \(observed.stage) until \(input.at.planText)"
        case .trained(let trained): "trained the \(trained.model.rawValue), attempt \(trained.attempt)"
        case .loaded(let loaded): "loaded the \(loaded.model.rawValue) from \(loaded.file)"
        case .evaluated: "assessed the risk"
        case .prepared(let prepared): "read \(prepared.data)"
        case .waited: "waited until \(input.at.planText)"
        default: "did something else"
        }
    }

    // MARK: Comparing

    /// Sets what was decided beside what the program decides, kind by kind: the first of each side that differs is a row.
    private mutating func note(_ recorded: [Event], _ edited: [Event], at time: Duration) {
        let left = recorded.compactMap(Self.decisionWords)
        let right = edited.compactMap(Self.decisionWords)
        for (kind, isJudgement) in Self.kinds {
            let mine = left.filter { $0.kind == kind }
            let theirs = right.filter { $0.kind == kind }
            for index in 0..<max(mine.count, theirs.count) {
                let one = index < mine.count ? mine[index] : nil
                let other = index < theirs.count ? theirs[index] : nil
                if isJudgement {
                    compared += 1
                    if one?.text == other?.text { alike += 1 }
                }
                guard one?.text != other?.text || one?.isMove == true else { continue }
                rows.append(
                    RunReplay.Row(at: time, recorded: one?.text, edited: other?.text, reason: other?.reason)
                )
            }
        }
    }

    private static let kinds = [
        ("risk", true), ("judgement", true), ("alert", false), ("retraining", false), ("approval", false),
        ("retry", false), ("finished", false),
    ]

    private struct Words {
        let kind: String
        let text: String
        let reason: String?
        let isMove: Bool
    }

    private static func decisionWords(_ event: Event) -> Words? {
        switch event.payload {
        case .assessed(let assessed):
            return Words(
                kind: "risk",
                text: assessed.isLow ? "low risk" : "high risk",
                reason: assessed.gates.first { $0.verdict != .pass }?.sentence,
                isMove: true
            )
        case .judged(let judged):
            return Words(
                kind: "judgement",
                text: "\(judged.stage) \(judged.decision.rawValue.replacing("_", with: " "))",
                reason: judged.reason,
                isMove: ![.goOn, .wait, .hold].contains(judged.decision)
            )
        case .alert(let change):
            let text = "\(change.name) \(change.state.rawValue)"
            return Words(kind: "alert", text: text, reason: change.message, isMove: change.state == .firing)
        case .retraining(let retraining):
            let text = retraining.attempt.map { "attempt \($0)" } ?? "no recipe is left"
            return Words(kind: "retraining", text: text, reason: nil, isMove: true)
        case .retry(let retry):
            let text = "retry \(retry.number) \(retry.state.rawValue.replacing("_", with: " "))"
            return Words(kind: "retry", text: text, reason: retry.reason, isMove: true)
        case .approval(let change):
            let text = "\(change.stage) \(change.state.rawValue)"
            return Words(kind: "approval", text: text, reason: change.reason, isMove: change.state != .awaiting)
        case .finished(let finished):
            let text = finished.outcome.rawValue.replacing("_", with: " ")
            return Words(kind: "finished", text: text, reason: finished.reason, isMove: true)
        default: return nil
        }
    }
}
