import Execution
import Plan

/// Explores every state that a small program can come to: whatever each effect may be answered with, whatever people may
/// ask at any moment, and a crash after every event, by breadth-first search over hashed states.
struct StateExplorer {
    /// What a search has found.
    struct Report {
        var states = 0
        var transitions = 0
        var outcomes: Set<Outcome> = []
        var steps: Set<StepID> = []
        var decisions: Set<String> = []
        var violations: [String: Int] = [:]

        /// For people.
        var text: String {
            let broken = violations.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            return "\(states) states, \(transitions) transitions, ends: \(outcomes.map(\.rawValue).sorted())"
                + (broken.isEmpty ? "" : "; broken: \(broken)")
        }
    }

    typealias Handler = (Event, ReleaseState) -> Transition

    let program: Program
    /// The values that an observation or an assessment may state; nil for none.
    var values: [Double?] = [0.95, 0.7, 0.3, nil]
    /// What people may ask, and who.
    var commands: [(Event.Command.Action, String)] = []
    /// How many commands there may be in one run.
    var commandLimit = 0
    /// Whether the metric may be one that cannot be had.
    var hasErrors = false
    /// The stages in which it may be one; nil for all.
    var errorStages: Set<Int>?
    /// Whether effects may fail.
    var canFail = true
    /// Whether the first observation may fail and go well later, and the way back fail twice.
    var isFlaky = false
    /// Whether an observation may come late, after a gap.
    var mayLapse = true
    /// When the run begins, where the program has change windows.
    var calendar: ReleaseCalendar?
    var stateLimit = 400_000

    /// Searches with the interpreter, or with one that is broken on purpose.
    func explore(_ broken: Handler? = nil) -> Report {
        let interpreter = Interpreter(program: program)
        let handle: Handler = broken ?? { interpreter.handle($0, in: $1) }
        let checker = InvariantChecker(program: program)
        var report = Report()
        func complain(_ text: String) { report.violations[text, default: 0] += 1 }

        let started = Event(
            at: .zero,
            .started(
                Event.Started(
                    plan: program.name,
                    program: "0",
                    seed: nil,
                    mode: .run,
                    run: "r-1",
                    author: "eve",
                    calendar: calendar
                )
            )
        )
        let first = interpreter.handle(started, in: interpreter.initialState).state
        var numbers: [ReleaseState: Int] = [first: 0]
        var states = [first]
        var edges: [(from: Int, to: Int)] = []
        var next = 0
        while next < states.count, states.count < stateLimit {
            let state = states[next]
            report.steps.insert(program.steps[state.place].id)
            let inputs = inputs(interpreter, state)
            if let outcome = state.outcome { report.outcomes.insert(outcome) }
            var leadsOn = false
            for event in inputs {
                let transition = handle(event, state)
                report.transitions += 1
                for violation in checker.violations(from: state, by: event, to: transition) {
                    complain(violation.rawValue)
                }
                report.decisions.formUnion(transition.decisions.map(\.type))
                if restored(event, transition, from: state, handle) != transition.state {
                    complain("a crash leads elsewhere")
                }
                let found = transition.state
                if found == state { continue }
                leadsOn = true
                let number = numbers[found] ?? states.count
                if number == states.count {
                    numbers[found] = number
                    states.append(found)
                }
                edges.append((next, number))
            }
            if state.outcome == nil, !leadsOn { complain("stuck at \(program.steps[state.place].id)") }
            next += 1
        }
        report.states = states.count
        if states.count >= stateLimit { complain("there are too many states") }
        if hasCycle(edges, count: states.count) { complain("a state can follow itself") }
        return report
    }

    /// What a process that was killed right after the transition makes of its records; nil where they cannot be read, or
    /// decide otherwise now.
    private func restored(
        _ event: Event,
        _ transition: Transition,
        from state: ReleaseState,
        _ handle: Handler
    ) -> ReleaseState? {
        var reader = EventReader(program: program)
        guard let input = try? reader.read(event.line), input == event else { return nil }
        for decision in transition.decisions {
            guard let read = try? reader.read(decision.line), read.line == decision.line else { return nil }
        }
        let again = handle(input, state)
        return again.decisions == transition.decisions ? again.state : nil
    }

    private func hasCycle(_ edges: [(from: Int, to: Int)], count: Int) -> Bool {
        var incoming = [Int](repeating: 0, count: count)
        var outgoing = [[Int]](repeating: [], count: count)
        for edge in edges {
            incoming[edge.to] += 1
            outgoing[edge.from].append(edge.to)
        }
        var open = incoming.indices.filter { incoming[$0] == 0 }
        var seen = 0
        while let number = open.popLast() {
            seen += 1
            for target in outgoing[number] {
                incoming[target] -= 1
                if incoming[target] == 0 { open.append(target) }
            }
        }
        return seen < count
    }

    // MARK: What may come

    private func inputs(_ interpreter: Interpreter, _ state: ReleaseState) -> [Event] {
        guard state.outcome == nil else {
            // Whatever still comes after the end.
            return [
                Event(at: state.now + .seconds(60), .waited),
                Event(at: state.now, .command(Event.Command(key: "late", action: .rollback, who: "ann"))),
            ]
        }
        var events = interpreter.nextEffect(state).map { answers(to: $0, state) } ?? []
        if state.commandKeys.count < commandLimit {
            let key = "k\(state.commandKeys.count)"
            events += commands.map { action, who in
                Event(at: state.now, .command(Event.Command(key: key, action: action, who: who)))
            }
        }
        if let key = state.commandKeys.min(), let (action, who) = commands.first {
            events.append(Event(at: state.now, .command(Event.Command(key: key, action: action, who: who))))
        }
        return events
    }

    private func answers(to effect: Effect, _ state: ReleaseState) -> [Event] {
        var events: [Event]
        switch effect {
        case .prepare(let data):
            let prepared = Event.Prepared(
                data: data,
                digest: "d",
                rows: 3,
                trainingRows: 2,
                testRows: 1,
                classes: ["a", "b"]
            )
            events = [Event(at: state.now, .prepared(prepared))]
        case .train(let role, let attempt):
            let trained = Event.Trained(model: role, kind: "k", attempt: attempt, rows: 2, duration: .zero)
            events = [Event(at: state.now, .trained(trained))]
        case .load(let role):
            let loaded = Event.Loaded(model: role, file: "k.model", digest: "d", kind: "k", rows: 2)
            events = [Event(at: state.now, .loaded(loaded))]
        case .evaluate:
            events = values.map {
                Event(
                    at: state.now,
                    .evaluated(Event.Evaluated(on: "iris.test", evidence: nil, readings: readings($0)))
                )
            }
        case .route(let stage):
            let name = stage.map { program.stages[$0].name }
            events = [Event(at: state.now, .routed(Event.Routed(stage: name, units: 1, allUnits: 2)))]
        case .observe(let stage, _, let interval):
            events = values.map {
                observed(stage, interval.lowerBound, at: interval.upperBound, $0)
            }
            if hasErrors, errorStages?.contains(stage) != false {
                events.append(observed(stage, interval.lowerBound, at: interval.upperBound, nil, isError: true))
            }
            // Nobody watched for a while, and what was missed comes in one piece.
            let late = interval.upperBound + .seconds(600)
            if mayLapse, state.now < .seconds(600) {
                events.append(observed(stage, interval.lowerBound, at: late, 0.95))
            }
        case .wait(let until):
            let half = state.now + (until - state.now) / 2
            // Time passes, and cannot fail to.
            return [Event(at: until, .waited)] + (state.now == .zero ? [Event(at: half, .waited)] : [])
        case .notify(let notification):
            return [nil, "it is away"].map {
                let notified = Event.Notified(key: notification.key, notifier: notification.notifier, problem: $0)
                return Event(at: state.now, .notified(notified))
            }
        }
        // The way back fails twice at most, as nothing else would end.
        if canFail, !(effect == .route(stage: nil) && state.failures >= (isFlaky ? 2 : 0)) {
            // What passes is tried at one moment only: each try makes all times after it other times.
            let isFirst =
                if case .observe = effect { isFlaky && (state.now == .zero || state.failures > 0) } else { false }
            for isTransient in isFirst ? [false, true] : [false] {
                let failure = Event.Failure(step: "x", problem: "it broke", isTransient: isTransient)
                events.append(Event(at: state.now, .failed(failure)))
            }
        }
        return events
    }

    private func observed(
        _ stage: Int,
        _ from: Duration,
        at time: Duration,
        _ value: Double?,
        isError: Bool = false
    ) -> Event {
        let observed = Event.Observed(
            stage: program.stages[stage].name,
            from: from,
            requests: 0..<0,
            evidence: nil,
            readings: readings(value, isError: isError),
            answered: 1
        )
        return Event(at: time, .observed(observed))
    }

    private func readings(_ value: Double?, isError: Bool = false) -> [Reading] {
        [
            Reading(
                metric: "accuracy",
                model: .candidate,
                type: .fraction,
                value: value,
                samples: value == nil ? 0 : 100,
                successes: nil,
                trials: nil,
                undefinedReason: nil,
                isMeasured: false,
                problem: isError ? "it is away" : nil
            )
        ]
    }
}
