import Execution
import Plan
import Testing

/// Who must agree before a stage begins, and what happens meanwhile.
@Suite struct ApprovalTests {
    /// Two stages, the second of which people must agree to; each observation is a minute.
    static func program(_ approve: String, then: String = "rollback") throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: test
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate: { majority_class: {}, train: iris.train }
            traffic: { replay: iris.test, rate: 100/m, users: 100 }
            roles: { risk: [ann, bob], product: [cem] }
            stages:
              - name: some
                audience: 50%
                watch: { every: 1m, for: 2m }
                promote_if: [accuracy >= 0.5]
                rollback_if: ["accuracy over 1m < 0.5"]
              - name: all
                approve: \(approve)
                audience: 100%
                watch: { every: 1m, for: 2m, hold_for: 5m }
                promote_if: [accuracy >= 0.5]
                rollback_if: [{ if: accuracy over 1m < 0.5, then: \(then) }]
            """
        )
    }

    /// Commands that come once the run's time has been reached.
    struct Script: CommandSource {
        var isAttended = true
        var left: [(at: Duration, command: Event.Command)] = []

        init(_ commands: [(Duration, Event.Command.Action, String)]) {
            left = commands.enumerated().map { index, entry in
                (entry.0, Event.Command(key: "k\(index)", action: entry.1, who: entry.2))
            }
        }

        mutating func take(_ state: ReleaseState) -> [Event.Command] {
            let due = left.filter { $0.at <= state.now }.map(\.command)
            left.removeAll { $0.at <= state.now }
            return due
        }
    }

    private func run(
        _ program: Program,
        _ commands: [(Duration, Event.Command.Action, String)],
        author: String? = nil,
        _ intervals: [ScriptedWorld.Interval] = [.init()]
    ) async throws -> RecordedRun {
        try await RecordedRun.run(
            program,
            in: ScriptedWorld(program, intervals),
            commands: Script(commands),
            author: author
        )
    }

    private func words(_ run: RecordedRun) -> [String] {
        run.events.compactMap { event in
            switch event.payload {
            case .answered(let answered): "\(answered.action) \(answered.who) \(answered.isAccepted)"
            case .approval(let change): "\(change.stage) \(change.state) \(event.at.planText)"
            case .hold(let change): "\(change.state) \(event.at.planText)"
            case .judged(let judged): judged.decision.rawValue
            case .routed(let routed): "to \(routed.stage ?? "nobody")"
            default: nil
            }
        }
    }

    @Test func everyRoleMustAgreeWhereThePlanSaysSo() async throws {
        let program = try Self.program("{ by: [risk, product], all: true, within: 1h }")
        let run = try await run(
            program,
            [
                (.seconds(60), .approve, "ann"), (.seconds(180), .approve, "dan"), (.seconds(180), .approve, "ann"),
                (.seconds(240), .approve, "ann"), (.seconds(300), .approve, "bob"), (.seconds(360), .approve, "cem"),
            ]
        )
        #expect(
            words(run) == [
                "to some", "go_on", "approve ann false", "promote", "all awaiting 2m", "wait", "approve dan false",
                "approve ann true", "wait", "approve ann false", "wait", "approve bob true", "wait", "approve cem true",
                "all approved 6m", "to all", "go_on", "promote",
            ]
        )
        #expect(run.outcome == .released)
    }

    @Test func whoeverBeganTheRunMayBeExcluded() async throws {
        let program = try Self.program("{ by: [risk], exclude_author: true, within: 3m }")
        let run = try await run(program, [(.seconds(120), .approve, "ann")], author: "ann")
        #expect(words(run).contains("approve ann false"))
        #expect(run.outcome == .rolledBack)
        let other = try await self.run(program, [(.seconds(120), .approve, "bob")], author: "ann")
        #expect(other.outcome == .released)
    }

    @Test func aRefusalRollsBack() async throws {
        let program = try Self.program("{ by: [risk], quorum: 2, within: 1h }")
        let run = try await run(program, [(.seconds(120), .approve, "ann"), (.seconds(120), .reject, "bob")])
        #expect(run.outcome == .rolledBack)
        #expect(run.finished?.reason == "stage `all`: bob refused")
        #expect(words(run).suffix(2) == ["all rejected 2m", "to nobody"])
    }

    @Test func aRefusalThatHoldsCanBeTakenBack() async throws {
        let program = try Self.program("{ by: [risk], within: 1h, if_rejected: hold }")
        let refused = [(Duration.seconds(120), Event.Command.Action.reject, "bob")]
        let held = try await run(program, refused)
        #expect(held.outcome == .rolledBack)
        #expect(words(held).suffix(2) == ["all expired 7m", "to nobody"])
        let other = try await run(program, refused + [(.seconds(180), .approve, "ann")])
        #expect(other.outcome == .rolledBack)
        let back = try await run(program, refused + [(.seconds(180), .approve, "bob")])
        #expect(back.outcome == .released)
    }

    @Test func timeThatIsUpIsHeldOnceAndThenRollsBack() async throws {
        let program = try Self.program("{ by: [risk], within: 90s, if_expired: hold }")
        let run = try await run(program, [])
        #expect(
            words(run).suffix(10)
                == [
                    "all awaiting 2m", "wait", "wait", "all expired 3m30s", "wait", "wait", "wait", "wait", "wait",
                    "all expired 8m30s", "to nobody",
                ].suffix(10)
        )
        let late = try await self.run(program, [(.seconds(300), .approve, "ann")])
        #expect(late.outcome == .released)
    }

    @Test func whileAnApprovalIsAwaitedTheStageIsWatched() async throws {
        let program = try Self.program("{ by: [risk], within: 1h }")
        let run = try await run(program, [], [.init(), .init(), .init(), .init(candidate: (10, 90))])
        #expect(words(run).suffix(4) == ["all awaiting 2m", "wait", "rollback", "to nobody"])
        #expect(run.finished?.reason == "stage `some`: `accuracy over 1m < 0.5`")
    }

    @Test func aHoldOfPeopleKeepsPromotionWaiting() async throws {
        let program = try Self.program("{ by: [risk], within: 1h }")
        let held = try await run(
            program,
            [(.seconds(60), .hold, "eve"), (.seconds(240), .unhold, "eve"), (.seconds(300), .approve, "ann")]
        )
        #expect(
            words(held) == [
                "to some", "go_on", "hold eve true", "held 1m", "wait", "wait", "wait", "unhold eve true", "resumed 4m",
                "promote", "all awaiting 5m", "approve ann true", "all approved 5m", "to all", "go_on", "promote",
            ]
        )
        let forgotten = try await run(try Self.program("{ by: [risk] }"), [(.seconds(60), .hold, "eve")])
        #expect(forgotten.outcome == .rolledBack)
        #expect(forgotten.finished?.reason == "eve held the run, and nobody let it go on")
        #expect(forgotten.events.last?.at == .seconds(60 + 24 * 3600))
    }

    @Test func aHoldKeepsAnApprovedStageWaiting() async throws {
        let program = try Self.program("{ by: [risk], within: 1h }")
        let run = try await run(
            program,
            [(.seconds(120), .hold, "eve"), (.seconds(120), .approve, "ann"), (.seconds(180), .unhold, "eve")]
        )
        #expect(words(run).contains("all approved 2m"))
        #expect(words(run).suffix(6) == ["wait", "unhold eve true", "resumed 3m", "to all", "go_on", "promote"])
    }

    @Test func peoplePromoteRollBackAndAbort() async throws {
        let program = try Self.program("{ by: [risk], within: 1h }")
        let promoted = try await run(
            program,
            [(.zero, .promote, "eve"), (.seconds(60), .promote, "eve"), (.seconds(60), .approve, "ann")]
        )
        #expect(words(promoted).prefix(4) == ["promote eve false", "to some", "go_on", "promote eve true"])
        #expect(words(promoted).contains("all approved 1m"))
        let back = try await run(program, [(.seconds(60), .rollback, "eve"), (.seconds(60), .promote, "eve")])
        #expect(words(back) == ["to some", "go_on", "rollback eve true", "promote eve false", "to nobody"])
        #expect(back.outcome == .rolledBack)
        #expect(back.finished?.reason == "eve asked for it")
        let aborted = try await run(program, [(.seconds(120), .abort, "eve")])
        #expect(aborted.outcome == .stopped)
        #expect(words(aborted).last == "to nobody")
        let early = try await run(program, [(.zero, .rollback, "eve")])
        #expect(early.outcome == .stopped)
        #expect(words(early) == ["rollback eve true"])
    }

    @Test func theSameCommandCountsOnce() async throws {
        let program = try Self.program("{ by: [risk, product], quorum: 2 }")
        let interpreter = Interpreter(program: program)
        let command = Event(at: .zero, .command(Event.Command(key: "k", action: .hold, who: "eve")))
        let once = interpreter.handle(command, in: interpreter.initialState)
        #expect(once.decisions.count == 2)
        let twice = interpreter.handle(command, in: once.state)
        #expect(twice.decisions.isEmpty)
        #expect(twice.state == once.state)
    }

    @Test func aCommandForAnotherStageIsRefused() async throws {
        let program = try Self.program("{ by: [risk] }")
        let run = try await run(program, [])
        let index = try #require(run.events.firstIndex { $0.type == "approval" })
        let restored = try Recovery.restore(
            run.events[...index].map(\.line),
            interpreter: Interpreter(program: program)
        )
        let command = Event.Command(key: "x", action: .approve, who: "ann", stage: "some")
        let answer = Interpreter(program: program).handle(
            Event(at: restored.state.now, .command(command)),
            in: restored.state
        )
        guard case .answered(let answered)? = answer.decisions.first?.payload else {
            Issue.record("no answer")
            return
        }
        #expect(!answered.isAccepted)
        #expect(answered.reason == "it is `all` that is to be approved, not `some`")
    }

    /// Where time is the requests' own, a run stops for people, and goes on where it stopped.
    @Test func aReplayStopsForPeople() async throws {
        let program = try Self.program("{ by: [risk] }")
        let stopped = try await RecordedRun.run(program, in: StillWorld(base: ScriptedWorld(program)))
        #expect(stopped.outcome == nil)
        #expect(stopped.events.last?.type == "approval")
        #expect(Interpreter(program: program).isWaitingForPeople(stopped.state))
        let rest = try await RecordedRun.resume(
            program,
            in: StillWorld(base: ScriptedWorld(program)),
            from: stopped.state,
            commands: Script([(.zero, .approve, "ann")])
        )
        #expect(rest.outcome == .released)
    }

    @Test(arguments: zip(AssumedAnswers.Answer.allCases, [Outcome.released, .rolledBack, .rolledBack]))
    func aDryRunAssumesAnAnswer(answer: AssumedAnswers.Answer, outcome: Outcome) async throws {
        let program = try Self.program(
            "{ by: [risk, product], all: true, quorum: 3, exclude_author: true, within: 1h }"
        )
        let run = try await RecordedRun.run(
            program,
            in: StillWorld(base: ScriptedWorld(program)),
            commands: AssumedAnswers(answer, program: program, author: "eve")
        )
        #expect(run.outcome == outcome)
    }

    private struct StillWorld: World {
        var base: ScriptedWorld
        var timeStandsStill: Bool { true }
        mutating func perform(_ effect: Effect, at now: Duration) async -> Event { await base.perform(effect, at: now) }
    }

    @Test func whatPeopleDoSurvivesWritingAndReading() async throws {
        let program = try Self.program("{ by: [risk], within: 1h, if_rejected: hold }")
        let run = try await run(
            program,
            [
                (.zero, .hold, "eve"), (.zero, .unhold, "eve"), (.seconds(120), .reject, "bob"),
                (.seconds(180), .approve, "bob"),
            ]
        )
        #expect(Set(run.events.map(\.type)).isSuperset(of: ["command", "answered", "approval", "hold"]))
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.events == run.events)
        #expect(restored.state == run.state)
    }
}
