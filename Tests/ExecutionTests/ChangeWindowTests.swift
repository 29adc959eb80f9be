import Execution
import Plan
import Testing

/// More people get the candidate only while a change window is open.
@Suite struct ChangeWindowTests {
    /// Two stages of a few minutes, judged each minute, under `changes`.
    static func program(_ changes: String, hold: String = "") throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris }
            traffic: { replay: iris, rate: 100/m, users: 100 }
            changes: \(changes)
            stages:
              - name: some
                audience: 50%
                watch: { every: 1m, for: 2m, within: 3m, hold_for: 20m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [accuracy over 1m < 0.5\(hold)]
              - name: all
                audience: 100%
                watch: { every: 1m, for: 2m }
                promote_if: [accuracy >= 0.9]
            """
        )
    }

    private func run(
        _ program: Program,
        from start: String,
        _ intervals: [ScriptedWorld.Interval] = [.init()]
    ) async throws -> RecordedRun {
        let moment = try #require(Timestamp(rfc3339: start)).seconds
        let calendar = ReleaseCalendar(start: moment, zone: .utc)
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, intervals), calendar: calendar)
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    /// When each stage got its audience, in minutes.
    private func routes(_ run: RecordedRun) -> [String] {
        run.events.compactMap {
            guard case .routed(let routed) = $0.payload else { return nil }
            return "\(routed.stage ?? "nobody") \($0.at.planText)"
        }
    }

    private func holds(_ run: RecordedRun) -> [String] {
        run.events.compactMap {
            guard case .hold(let change) = $0.payload else { return nil }
            return "\(change.state.rawValue) \($0.at.planText)"
        }
    }

    @Test func theNextStageWaitsForTheWindow() async throws {
        let program = try Self.program("{ only: { hours: 09:00-17:00 } }")
        let run = try await run(program, from: "2026-11-30T16:59:30Z")
        #expect(run.outcome == .released)
        #expect(routes(run) == ["some 0s", "all 16h30s"])
        #expect(holds(run) == ["held 2m", "resumed 16h30s"])
        // It is watched all the while, the last interval only as long as it has to wait.
        #expect(run.judgements.count { $0 == "wait" } == 16 * 60 - 1)
    }

    /// What is seen last before a window opens decides, too.
    @Test func theLastLookBeforeTheWindowCounts() async throws {
        let program = try Self.program("{ only: { hours: 09:00-17:00 } }")
        let good = Array(repeating: ScriptedWorld.Interval(), count: 32)
        let run = try await run(program, from: "2026-11-30T08:29:30Z", good + [.init(candidate: (10, 90)), .init()])
        #expect(routes(run) == ["some 30m30s", "all 32m30s"])
        let late = try Self.program("{ only: { hours: [08:00-08:30, 09:00-17:00] } }")
        let other = try await self.run(
            late,
            from: "2026-11-30T08:29:30Z",
            Array(good.prefix(30)) + [.init(candidate: (10, 90))]
        )
        #expect(routes(other) == ["some 0s", "nobody 30m30s"])
    }

    @Test func theFirstStageWaitsWithNobodyWatched() async throws {
        let program = try Self.program("{ freeze: [2026-11-29..2026-11-30] }")
        let run = try await run(program, from: "2026-11-29T12:00:00Z")
        #expect(routes(run) == ["some 1d12h", "all 1d12h2m"])
        #expect(run.outcome == .released)
    }

    @Test func whatHoldsThroughTwoWindowsIsTakenBack() async throws {
        // Windows of a minute each quarter of an hour; the stage holds from before each until after it.
        let hours = (0..<4).map { "09:\($0 * 15 + 10)-09:\($0 * 15 + 11)" }.joined(separator: ", ")
        let program = try Self.program(
            "{ only: { hours: [\(hours)] } }",
            hold: ", { if: accuracy over 1m < 0.8, then: hold }"
        )
        let bad = ScriptedWorld.Interval(candidate: (70, 30))
        // From 9:10 on; two minutes of watching, then the windows are at 15, 30 and 45 minutes.
        let intervals =
            Array(repeating: ScriptedWorld.Interval(), count: 13) + Array(repeating: bad, count: 5)
            + Array(repeating: ScriptedWorld.Interval(), count: 9) + Array(repeating: bad, count: 5) + [.init()]
        let run = try await run(program, from: "2026-11-30T09:10:00Z", intervals)
        #expect(run.outcome == .rolledBack)
        #expect(holds(run) == ["held 2m", "held 19m", "expired 33m"])
        #expect(routes(run) == ["some 0s", "nobody 33m"])
    }

    @Test func aShadowNeedsNoWindow() async throws {
        let program = try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris }
            traffic: { replay: iris, rate: 100/m, users: 100 }
            changes: { only: { days: [mon] } }
            stages:
              - { name: shadow, audience: 0%, watch: { every: 1h, for: 2h }, promote_if: [accuracy >= 0.9] }
              - { name: all, audience: 100%, watch: { every: 1h, for: 1h }, promote_if: [accuracy >= 0.9] }
            """
        )
        let run = try await run(program, from: "2026-11-29T12:00:00Z")
        #expect(routes(run) == ["shadow 0s", "all 12h"])
    }

    @Test func theRecordsHoldTheClocks() throws {
        let rule = try #require(ZoneRule("CET-1CEST,M3.5.0,M10.5.0/3"))
        let zone = ZoneRules(
            name: "Europe/Berlin",
            first: 3600,
            transitions: [.init(at: 1_900_000_000, offset: 0), .init(at: 1_950_000_000, offset: 3600)],
            rule: rule
        )
        let calendar = ReleaseCalendar(start: 1_800_000_000, zone: zone)
        let event = Event(
            at: .zero,
            .started(
                Event.Started(plan: "p", program: "0", seed: nil, mode: .run, run: "r", calendar: calendar)
            )
        )
        var reader = EventReader(program: try Self.program("{ freeze: [2026-11-29] }"))
        #expect(try reader.read(event.line) == event)
    }
}
