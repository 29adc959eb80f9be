import Execution
import Plan
import Testing

/// A metric that cannot be had is tried again, and is then a matter of the conditions that read it.
@Suite struct OnErrorTests {
    /// A world that states two metrics, one of which cannot be had for a while.
    private struct ErringWorld: World {
        let program: Program
        let errors: [ClosedRange<Int>]
        /// The value of the other metric from a second on.
        var drop: (at: Int, to: Double) = (.max, 0)
        /// Whether it is not to be had a little later either.
        var isLasting = false

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            switch effect {
            case .evaluate:
                let evaluated = Event.Evaluated(on: "iris.test", evidence: nil, readings: readings(now))
                return Event(at: now, .evaluated(evaluated))
            case .observe(let stage, _, let interval):
                let end = interval.upperBound
                let observed = Event.Observed(
                    stage: program.stages[stage].name,
                    from: interval.lowerBound,
                    requests: 0..<0,
                    evidence: nil,
                    readings: readings(end),
                    answered: Int((end - interval.lowerBound) / .seconds(1))
                )
                return Event(at: end, .observed(observed))
            default:
                var world = ScriptedWorld(program)
                return world.scripted(effect, at: now)
            }
        }

        private func readings(_ now: Duration) -> [Reading] {
            let second = Int(now / .seconds(1))
            let isAway = errors.contains { $0.contains(second) }
            return [
                reading("accuracy", isAway ? nil : 0.95, isAway ? "the store is away" : nil),
                reading("error_rate", second >= drop.at ? drop.to : 0, nil),
            ]
        }

        private func reading(_ metric: String, _ value: Double?, _ problem: String?) -> Reading {
            Reading(
                metric: metric,
                model: .candidate,
                type: .fraction,
                value: value,
                samples: value == nil ? 0 : 100,
                successes: nil,
                trials: nil,
                undefinedReason: nil,
                isMeasured: false,
                problem: problem,
                isLasting: problem != nil && isLasting
            )
        }
    }

    private func run(
        _ errors: [ClosedRange<Int>],
        promote: String = "accuracy >= 0.9",
        rollback: String = "error_rate > 0.5",
        drop: (at: Int, to: Double) = (.max, 0),
        isLasting: Bool = false,
        rest: String = ""
    ) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m, hold_for: 5m }
            promote_if: [\(promote)]
            rollback_if: [\(rollback)]
            """,
            rest: rest
        )
        let world = ErringWorld(program: program, errors: errors, drop: drop, isLasting: isLasting)
        let run = try await RecordedRun.run(program, in: world)
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    private func times(_ run: RecordedRun) -> [Int] {
        run.events.compactMap { if case .judged = $0.payload { Int($0.at / .seconds(1)) } else { nil } }
    }

    @Test func anErrorThatPassesIsReadAgain() async throws {
        let run = try await run([60...62])
        #expect(run.judgements == ["go_on", "go_on", "promote"])
        // 60 + 1 + 2: what was observed counts from the beginning, for an interval at most.
        #expect(times(run) == [63, 123, 183])
        #expect(run.events.filter { $0.type == "observed" }.count == 5)
        #expect(run.lastJudgement?.samples == 183)
    }

    @Test func fiveTriesAreEnough() async throws {
        let run = try await run([0...1000], rollback: "{ if: accuracy < 0.5, on_error: rollback }")
        #expect(times(run) == [60 + 1 + 2 + 4 + 8 + 16])
        #expect(run.finished?.reason == "stage `all`: `accuracy < 0.5` could not be measured: the store is away")
        #expect(run.lastJudgement?.rollbackIf.first?.verdict == .error)
    }

    @Test func whatIsNotToBeHadLaterEitherIsReadOnce() async throws {
        let gate = "{ if: accuracy < 0.5, on_error: rollback }"
        let run = try await run([0...1000], rollback: gate, isLasting: true)
        #expect(times(run) == [60])
        #expect(run.finished?.reason == "stage `all`: `accuracy < 0.5` could not be measured: the store is away")
        let held = try await self.run([0...100], rollback: "accuracy < 0.5", isLasting: true)
        #expect(times(held) == [60, 120, 180])
        #expect(held.judgements == ["hold", "go_on", "promote"])
    }

    @Test func whatIsKnownToBeAwayIsTriedOncePerInterval() async throws {
        let run = try await run([0...200], rollback: "accuracy < 0.5")
        #expect(times(run) == [91, 151, 211])
        #expect(run.judgements == ["hold", "hold", "promote"])
    }

    @Test func aHoldForAnErrorIsBounded() async throws {
        let run = try await run([0...10_000], rollback: "accuracy < 0.5")
        #expect(run.outcome == .rolledBack)
        #expect(times(run).last == 91 + 300)
        #expect(run.finished?.reason.contains("held for 5m: `accuracy < 0.5` could not be measured") == true)
    }

    @Test func onlyConditionsThatReadItAreConcerned() async throws {
        let run = try await run(
            [0...10_000],
            promote: "error_rate < 0.1",
            rollback: "{ if: accuracy < 0.5, on_error: ignore }"
        )
        #expect(times(run) == [60, 120, 180])
        #expect(run.outcome == .released)
    }

    @Test func otherConditionsDoNotWait() async throws {
        let run = try await run([0...10_000], drop: (120, 0.9))
        #expect(times(run) == [91, 151])
        #expect(run.judgements == ["go_on", "rollback"])
        let early = try await self.run([0...10_000], drop: (60, 0.9))
        #expect(times(early) == [60])
    }

    @Test func whatPromotesMattersOnceTheStageIsDue() async throws {
        let run = try await run([0...150])
        #expect(run.judgements == ["go_on", "go_on", "promote"])
        let rolled = try await self.run([0...10_000], promote: "{ if: accuracy >= 0.9, on_error: rollback }")
        #expect(rolled.judgements == ["go_on", "go_on", "rollback"])
    }

    @Test func anAlertStaysAsItIs() async throws {
        let alert = "alerts: [{ name: low, when: accuracy > 0.9, then: none }]"
        let run = try await run([90...150], rest: alert)
        #expect(run.alerts == ["low firing at 1m"])
    }

    @Test func anAssessmentIsMadeAgainAndIsNoPassWithoutAValue() async throws {
        let rest = "risk: { on: iris.test, low_if: [accuracy >= 0.9] }"
        #expect(try await run([0...6], rest: rest).outcome == .released)
        let run = try await run([0...10_000], rest: rest)
        #expect(run.outcome == .stopped)
        #expect(run.state.now == .seconds(31))
        #expect(run.finished?.reason.contains("could not be measured: the store is away") == true)
    }
}
