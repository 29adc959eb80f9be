import Execution
import Plan
import Testing

/// What a stage shows while it warms up counts for nothing but alerts and windows.
@Suite struct WarmUpTests {
    private func run(
        _ intervals: [ScriptedWorld.Interval],
        warmUp: String = "2m",
        gates: String = "rollback_if: [accuracy < 0.5]",
        samples: Int = 0
    ) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, warm_up: \(warmUp), for: 3m, samples: \(samples) }
            promote_if: [accuracy >= 0.9]
            \(gates)
            """,
            rest: "alerts: [{ name: slow, when: latency.p50 > 1s, then: rollback }]"
        )
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, intervals))
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    private let good = ScriptedWorld.Interval()
    private let bad = ScriptedWorld.Interval(candidate: (0, 100))

    @Test func badAnswersInItDoNoHarm() async throws {
        let run = try await run([bad, bad, good])
        #expect(run.judgements == ["go_on", "go_on", "go_on", "go_on", "promote"])
        #expect(run.events.last?.at == .seconds(300))
        let judged = run.events.compactMap { if case .judged(let judged) = $0.payload { judged } else { nil } }
        #expect(judged.map(\.watched) == [0, 0, 60, 120, 180].map { .seconds($0) })
        #expect(judged[0].reason == "warming up for 1m of 2m")
        #expect(judged[0].samples == 0)
        #expect(judged[4].samples == 300)
    }

    @Test func goodAnswersInItDoNoGood() async throws {
        let run = try await run([good, good, bad])
        #expect(run.judgements == ["go_on", "go_on", "rollback"])
    }

    @Test func itsRequestsAreNoSamples() async throws {
        let run = try await run([good], samples: 400)
        #expect(run.events.last?.at == .seconds(360))
    }

    @Test func aWindowLooksAtIt() async throws {
        let run = try await run([good, bad], gates: "rollback_if: [accuracy over 1m < 0.5]")
        #expect(run.judgements == ["go_on", "rollback"])
    }

    @Test func alertsLookAtIt() async throws {
        let run = try await run([.init(latency: .seconds(2))])
        #expect(run.judgements == ["rollback"])
    }

    /// An interval that begins in the warm-up is part of it.
    @Test func itTakesWholeIntervals() async throws {
        let run = try await run([bad, bad, good], warmUp: "61s")
        #expect(run.events.last?.at == .seconds(300))
        #expect(run.outcome == .released)
    }

    @Test func aStageThatBeginsAnewWarmsUpAnew() async throws {
        let program = try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              candidate: { majority_class: {}, train: iris }
            traffic: { replay: iris, rate: 100/m, users: 100 }
            stages:
              - name: some
                audience: 50%
                watch: { every: 1m, warm_up: 1m, for: 1m }
                promote_if: [accuracy >= 0.9]
              - name: all
                audience: 100%
                watch: { every: 1m, warm_up: 1m, for: 1m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [{ if: accuracy < 0.5, then: step_back }]
            """
        )
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [good, good, bad, bad, bad, good]))
        #expect(
            run.judgements
                == ["go_on", "promote", "go_on", "step_back", "go_on", "promote", "go_on", "promote"]
        )
    }
}
