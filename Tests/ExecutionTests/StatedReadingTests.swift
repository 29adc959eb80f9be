import Execution
import Plan
import Testing

/// A world that states values needs no data and counts no requests.
@Suite struct StatedReadingTests {
    private struct StatingWorld: World {
        let program: Program
        let values: [Double?]
        var next = 0

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            switch effect {
            case .route(let stage):
                let name = stage.map { program.stages[$0].name }
                return Event(at: now, .routed(Event.Routed(stage: name, units: 0, allUnits: 0)))
            case .observe(let stage, _, let interval):
                let value = values[min(next, values.count - 1)]
                next += 1
                let reading = Reading(
                    metric: "accuracy",
                    model: .candidate,
                    type: .fraction,
                    value: value,
                    samples: value == nil ? 0 : 100,
                    successes: nil,
                    trials: nil,
                    undefinedReason: nil,
                    isMeasured: false
                )
                let observed = Event.Observed(
                    stage: program.stages[stage].name,
                    from: interval.lowerBound,
                    requests: 0..<0,
                    evidence: nil,
                    readings: [reading],
                    answered: 100
                )
                return Event(at: interval.upperBound, .observed(observed))
            default:
                var world = ScriptedWorld(program)
                return world.scripted(effect, at: now)
            }
        }
    }

    private func run(_ values: [Double?]) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m, samples: 300, hold_for: 2m }
            promote_if: [accuracy >= 0.9]
            rollback_if: [accuracy over 1m < 0.5]
            """
        )
        let run = try await RecordedRun.run(program, in: StatingWorld(program: program, values: values))
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    @Test func statedValuesAreJudged() async throws {
        let run = try await run([0.95])
        #expect(run.judgements == ["go_on", "go_on", "promote"])
        #expect(run.lastJudgement?.samples == 300)
        #expect(run.lastJudgement?.promoteIf.first?.comparisons.first?.left == 0.95)
    }

    @Test func aStatedValueStandsForEveryWindow() async throws {
        let run = try await run([0.95, 0.4])
        #expect(run.judgements == ["go_on", "rollback"])
        let reading = run.lastJudgement?.rollbackIf.first?.comparisons.first?.readings.first
        #expect(reading?.metric == "accuracy over 1m")
    }

    @Test func noValueIsNoData() async throws {
        let run = try await run([nil])
        #expect(run.judgements.last == "rollback")
        #expect(run.lastJudgement?.promoteIf.first?.verdict == .noData)
        #expect(run.lastJudgement?.reason.hasPrefix("held for 2m") == true)
    }
}
