package import Datasets
package import Plan

/// Recorded predictions judged by a plan: what it would have decided, and when.
package struct Backtest: Sendable {
    /// A stage from its beginning to what ended it.
    package struct Stage: Sendable {
        package let name: String
        package let index: Int
        package let from: Duration
        /// When it was decided, or nil where the log ends before.
        package fileprivate(set) var until: Duration?
        /// The last judgement.
        package fileprivate(set) var judged: Event.Judged?
        package fileprivate(set) var judgements = 0
        package fileprivate(set) var traffic = StageTraffic()
    }

    /// Something that was decided.
    package struct Decision: Sendable, Hashable {
        package let at: Duration
        /// In a few words, such as `canary: promote`.
        package let words: String
        package let reason: String
    }

    package enum End: Sendable, Hashable {
        case finished(Outcome, reason: String)
        /// The log ends before anything is decided for good.
        case logEnds
        /// The plan would train another candidate, and no log has its answers.
        case retraining(reason: String)
    }

    package let program: Program
    package private(set) var stages: [Stage] = []
    package private(set) var decisions: [Decision] = []
    package private(set) var end = End.logEnds
    /// The time of the last event.
    package private(set) var at = Duration.zero

    /// Judges the log that `world` reads.
    ///
    /// - Parameters:
    ///   - answer: What people say where the plan asks them.
    ///   - zone: The clocks of the zone that the program's change windows are in; they open and close by the log's times.
    package init(
        _ program: Program,
        world: consuming LogWorld,
        assuming answer: AssumedAnswers.Answer,
        zone: ZoneRules? = nil
    ) throws(DatasetFailure) {
        self.program = program.judgingLog
        let interpreter = Interpreter(program: self.program)
        var people = AssumedAnswers(answer, program: self.program, author: nil)
        var state = interpreter.initialState
        let begin = Timestamp(nanoseconds: world.start).seconds
        let started = Event.Started(
            plan: program.name,
            program: "",
            seed: nil,
            mode: .dryRun,
            run: nil,
            calendar: zone.map { ReleaseCalendar(start: begin, zone: $0) }
        )
        take(Event(at: .zero, .started(started)), interpreter, &state)
        while state.outcome == nil {
            while let command = people.command(in: state) {
                take(Event(at: state.now, .command(command)), interpreter, &state)
            }
            guard let effect = interpreter.nextEffect(state) else { break }
            var gap: LogWorld.Gap?
            guard let event = try world.answer(effect, at: state.now, gap: &gap) else {
                if gap == .training { end = .retraining(reason: decisions.last?.reason ?? "") }
                break
            }
            if case .observed = event.payload, !stages.isEmpty { stages[stages.count - 1].traffic = world.traffic }
            take(event, interpreter, &state)
        }
        at = state.now
    }

    private mutating func take(_ event: Event, _ interpreter: Interpreter, _ state: inout ReleaseState) {
        let transition = interpreter.handle(event, in: state)
        state = transition.state
        if case .routed(let routed) = event.payload { enter(routed, at: event.at) }
        for decision in transition.decisions { note(decision) }
    }

    private mutating func enter(_ routed: Event.Routed, at time: Duration) {
        guard let name = routed.stage, let index = program.stages.firstIndex(where: { $0.name == name }) else { return }
        stages.append(Stage(name: name, index: index, from: time))
    }

    private mutating func note(_ decision: Event) {
        switch decision.payload {
        case .judged(let judged):
            guard !stages.isEmpty else { return }
            let before = stages[stages.count - 1].judged?.decision
            stages[stages.count - 1].judged = judged
            stages[stages.count - 1].judgements += 1
            switch judged.decision {
            case .goOn, .wait: return
            case .hold: if before == .hold { return }
            case .promote, .stepBack, .stepDown, .rollback, .retrain: stages[stages.count - 1].until = decision.at
            }
            let words = judged.decision.rawValue.split(separator: "_").joined(separator: " ")
            add(decision, "\(judged.stage): \(words)", judged.reason)
        case .alert(let change):
            guard change.state == .firing || change.state == .resolved else { return }
            add(decision, "alert \(change.name): \(change.state.rawValue)", change.message)
        case .retraining(let retraining): add(decision, "retrain", retraining.reason)
        case .finished(let finished):
            end = .finished(finished.outcome, reason: finished.reason)
            add(decision, finished.outcome.rawValue.split(separator: "_").joined(separator: " "), finished.reason)
        default: break
        }
    }

    private mutating func add(_ event: Event, _ words: String, _ reason: String) {
        decisions.append(Decision(at: event.at, words: words, reason: reason))
    }
}
