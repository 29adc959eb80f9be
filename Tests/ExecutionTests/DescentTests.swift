import Compiler
import Execution
import Plan
import Testing

/// Where a rollback leads: to nobody at once, to the stage before, or down stage by stage.
@Suite struct DescentTests {
    static func program(
        _ rollback: String,
        first: String = "10%",
        half: String = "",
        all: String = "",
        alert: String = "none",
        rest: String = ""
    ) throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris, retrain: [{}] }
            traffic: { replay: iris, rate: 200/m, users: 100 }
            roles: { risk: [ann] }
            stages:
              - name: some
                audience: \(first)
                watch: { every: 1m, for: 1m, warm_up: 1m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [accuracy < 0.5]
              - name: half
                audience: 50%
                watch: { every: 2m, for: 2m, warm_up: 2m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [accuracy < 0.5]
                \(half)
              - name: all
                approve: { by: [risk], within: 5m }
                audience: 100%
                watch: { every: 1m, for: 2m, within: 3m, hold_for: 3m }
                promote_if: [{ if: accuracy >= 0.9 }]
                rollback_if: [{ if: accuracy < 0.2, then: retrain }, accuracy < 0.5]
                \(all)
            alerts: [{ name: low, when: accuracy < 0.6, then: \(alert), notify: [log] }]
            notify: { log: { file: a.jsonl } }
            \(rollback.isEmpty ? "" : "rollback: \(rollback)")
            \(rest)
            """
            .split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }.joined(separator: "\n")
        )
    }

    /// Up to the last stage it takes six observations, of which three are warm-ups.
    private let up = Array(repeating: ScriptedWorld.Interval(), count: 4)
    private let good = ScriptedWorld.Interval()
    private let bad = ScriptedWorld.Interval(candidate: (30, 70))

    private func course(_ run: RecordedRun) -> [String] {
        run.events.compactMap {
            if case .routed(let routed) = $0.payload { "\(routed.stage ?? "nobody") \($0.at.planText)" } else { nil }
        }
    }

    private func decisions(_ run: RecordedRun) -> [String] { run.judgements.filter { $0 != "go_on" } }

    @Test func itLeadsToNobodyUnlessStated() async throws {
        for stated in ["", "{ to: nothing }"] {
            let run = try await RecordedRun.outlined(try Self.program(stated), up + [bad, good])
            #expect(course(run) == ["some 0s", "half 2m", "all 6m", "nobody 7m"])
            #expect(run.outcome == .rolledBack)
        }
    }

    @Test func itLeadsToTheStageBefore() async throws {
        let program = try Self.program("{ to: previous }")
        // Warmed up anew and watched anew, the stage before leads up again; the second time all is over.
        let run = try await RecordedRun.outlined(program, up + [bad, good, good, bad])
        #expect(
            course(run) == ["some 0s", "half 2m", "all 6m", "half 7m", "all 11m", "nobody 12m"]
        )
        #expect(decisions(run) == ["promote", "promote", "step_back", "promote", "rollback"])
        #expect(run.finished?.reason == "stage `all`: `accuracy < 0.5`")
    }

    @Test func itGoesDownInSteps() async throws {
        let run = try await RecordedRun.outlined(try Self.program("{ in: steps, pause: 5m }"), up + [bad, good])
        // The rests are 5m each: of looks every 2m the third is cut short.
        #expect(course(run) == ["some 0s", "half 2m", "all 6m", "half 7m", "some 12m", "nobody 17m"])
        #expect(decisions(run) == ["promote", "promote", "step_down", "step_down", "rollback"])
        #expect(
            run.events.compactMap {
                if case .observed(let observed) = $0.payload, observed.from >= .seconds(420) {
                    "\(observed.stage) \($0.at.planText)"
                } else {
                    nil
                }
            } == [
                "half 9m", "half 11m", "half 12m", "some 13m", "some 14m", "some 15m", "some 16m", "some 17m",
            ]
        )
        #expect(run.outcome == .rolledBack)
        #expect(run.finished?.reason == "stage `all`: `accuracy < 0.5`")
    }

    @Test func whatSpeaksAgainstItOnTheWayTakesAllBack() async throws {
        let run = try await RecordedRun.outlined(try Self.program("{ in: steps, pause: 5m }"), up + [bad, bad])
        #expect(course(run) == ["some 0s", "half 2m", "all 6m", "half 7m", "nobody 9m"])
        let reason = try #require(run.finished?.reason)
        #expect(reason == "stage `all`: `accuracy < 0.5`; on the way down, stage `half`: `accuracy < 0.5`")
    }

    @Test func anAlertTakesAllBackAtOnce() async throws {
        let program = try Self.program("{ in: steps, pause: 5m }", alert: "rollback")
        let run = try await RecordedRun.outlined(program, up + [bad])
        #expect(course(run) == ["some 0s", "half 2m", "all 6m", "nobody 7m"])
        // On the way down, where no condition would have.
        let slow = ScriptedWorld.Interval(candidate: (55, 45))
        let later = try await RecordedRun.outlined(
            try Self.program("{ in: steps, pause: 5m }", all: "otherwise: rollback", alert: "rollback"),
            up + [
                ScriptedWorld.Interval(candidate: (80, 20)), ScriptedWorld.Interval(candidate: (80, 20)),
                ScriptedWorld.Interval(candidate: (80, 20)), good, slow,
            ]
        )
        #expect(course(later) == ["some 0s", "half 2m", "all 6m", "half 9m", "nobody 13m"])
        #expect(later.finished?.reason.contains("the alert `low` is firing") == true)
    }

    @Test func aHoldThatEndsGoesDownToo() async throws {
        let program = try Self.program("{ in: steps, pause: 1m }", all: "otherwise: hold")
        let run = try await RecordedRun.outlined(program, up + [ScriptedWorld.Interval(candidate: (80, 20))])
        #expect(decisions(run).suffix(3) == ["step_down", "step_down", "rollback"])
        #expect(run.finished?.reason.hasPrefix("stage `all`: held for 3m") == true)
    }

    @Test func retrainingIsNoRollback() async throws {
        let program = try Self.program("{ in: steps, pause: 1m }")
        let run = try await RecordedRun.outlined(program, up + [ScriptedWorld.Interval(candidate: (10, 90)), good])
        #expect(decisions(run) == ["promote", "promote", "retrain", "promote", "promote", "promote"])
    }

    @Test func aStageMayLeadElsewhere() async throws {
        let program = try Self.program("{ in: steps, pause: 5m }", all: "rollback: { to: previous }")
        let run = try await RecordedRun.outlined(program, up + [bad, good, bad])
        #expect(course(run) == ["some 0s", "half 2m", "all 6m", "half 7m", "some 11m", "nobody 12m"])
        let own = try Self.program("", half: "rollback: { in: steps, pause: 3m }")
        #expect(own.stages.map(\.rollback) == [.nothing, .steps(pause: .seconds(180)), .nothing])
        #expect(own.stages.descents == 1..<2)
    }

    @Test func whereNobodyHasItThereIsNoStep() async throws {
        let program = try Self.program("{ in: steps, pause: 5m }", first: "0%")
        #expect(program.stages.descents == 2..<3)
        let run = try await RecordedRun.outlined(program, up + [bad, good])
        #expect(course(run) == ["some 0s", "half 2m", "all 6m", "half 7m", "nobody 12m"])
    }

    @Test func itStartsAgainOnceNobodyHasIt() async throws {
        let program = try Self.program("{ in: steps, pause: 5m }", rest: "retry: { after: 1h }")
        let run = try await RecordedRun.outlined(program, up + [bad, good])
        #expect(course(run).suffix(4) == ["nobody 17m", "some 1h17m", "half 1h19m", "all 1h23m"])
        #expect(run.outcome == .released)
    }

    /// What would have turned the judgements of a stage, by their decisions: the outcome, or nothing.
    private func turns(_ run: RecordedRun, _ program: Program?) throws -> [String] {
        let recorded = try run.events.map(\.line).compactMap { try DecisionReader.event($0) }
        let explainer = DecisionExplainer(RunDecisions(recorded), program: program) { RecordedConditions.condition($0) }
        return recorded.indices.compactMap { place in
            guard case .judged(let judged) = recorded[place].payload,
                recorded[place].at >= .seconds(420)
            else { return nil }
            let turn = explainer.explanation(at: place)?.turn
            return "\(judged.stage) \(judged.decision.rawValue): \(turn?.outcome ?? "nothing")"
        }
    }

    @Test func whatWouldHaveTurnedAWayBackIsTold() async throws {
        let steps = try Self.program("{ in: steps, pause: 2m }")
        let down = try await RecordedRun.outlined(steps, up + [bad, good, good])
        let told = [
            "all step_down: retrain", "half step_down: rollback", "some go_on: rollback", "some rollback: nothing",
        ]
        let found = try turns(down, steps)
        #expect(found == told)
        let tripped = try await RecordedRun.outlined(steps, up + [bad, good, bad])
        #expect(try turns(tripped, steps).last == "some rollback: go_on")
        let previous = try Self.program("{ to: previous }")
        let back = try await RecordedRun.outlined(previous, up + [bad, good, good, bad])
        let turned = try turns(back, previous)
        #expect(
            turned == [
                "all step_back: retrain", "half go_on: nothing", "half promote: go_on", "all rollback: retrain",
            ]
        )
        // From the journal alone nobody knows that the alert that began to fire does nothing.
        let alone = [try turns(back, nil).first, try turns(down, nil).first]
        #expect(alone == ["all step_back: nothing", "all step_down: nothing"])
    }

    @Test func aStartAfterARollbackIsExplained() async throws {
        let program = try Self.program("{ in: steps, pause: 5m }", rest: "retry: { after: 1h }")
        let run = try await RecordedRun.outlined(program, up + [bad, good])
        let recorded = try run.events.map(\.line).compactMap { try DecisionReader.event($0) }
        let decisions = RunDecisions(recorded)
        let explainer = DecisionExplainer(decisions, program: program) { RecordedConditions.condition($0) }
        let place = try #require(decisions.place(of: "retry"))
        let started = try #require(explainer.explanation(at: place))
        #expect(started.subject == .retry(number: 1, times: 1))
        #expect(started.reason == "the cool-down of 1h is over; it was rolled back: stage `all`: `accuracy < 0.5`")
        let rest = try #require(recorded.firstIndex { $0.type == "retry" })
        let resting = try #require(explainer.explanation(at: rest))
        #expect(
            resting.reason == "stage `all`: `accuracy < 0.5`; nobody has the candidate until 1h17m, for 1h"
        )
        #expect(decisions.names.contains("retry"))
    }

    /// Begins the way down, and asks something there.
    private func asked(_ action: Event.Command.Action) async throws -> (answer: Event.Answered?, run: RecordedRun) {
        let program = try Self.program("{ in: steps, pause: 5m }")
        let world = ScriptedWorld(program, up + [bad, good])
        let answers = AssumedAnswers(.approve, program: program, author: nil)
        let whole = try await RecordedRun.run(program, in: world, commands: answers)
        let place = try #require(
            whole.events.firstIndex {
                if case .judged(let judged) = $0.payload { judged.decision == .stepDown } else { false }
            }
        )
        let begun = try await RecordedRun.run(program, in: world, commands: answers, limit: place + 1)
        let command = Event.Command(key: "k", action: action, who: "ann")
        let transition = Interpreter(program: program).handle(
            Event(at: begun.state.now, .command(command)),
            in: begun.state
        )
        let answer = transition.decisions.compactMap { decision -> Event.Answered? in
            if case .answered(let answered) = decision.payload { answered } else { nil }
        }.first
        let rest = try await RecordedRun.resume(program, in: ScriptedWorld(program, [good]), from: transition.state)
        return (answer, rest)
    }

    @Test(arguments: [Event.Command.Action.promote, .hold])
    func nothingStopsIt(action: Event.Command.Action) async throws {
        let (answer, run) = try await asked(action)
        #expect(answer?.isAccepted == false)
        #expect(course(run) == ["half 7m", "some 12m", "nobody 17m"])
    }

    @Test(arguments: [(Event.Command.Action.rollback, Outcome.rolledBack), (.abort, .stopped)])
    func peopleTakeAllBackAtOnce(action: Event.Command.Action, outcome: Outcome) async throws {
        let (answer, run) = try await asked(action)
        #expect(answer?.isAccepted == true)
        #expect(course(run) == ["nobody 7m"])
        #expect(run.state.outcome == outcome)
    }
}
