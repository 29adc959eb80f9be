import Metrics
import Outlook
import Plan
import Providers
import Statistics
import Testing

@testable import Execution

@Suite struct SimulationTests {
    private func model(_ program: Program) async throws -> SimulationModel {
        try await SimulationModel.measure(program, folder: ReplayTests.plans, threads: 1)
    }

    private func tally(
        _ program: Program,
        _ effects: [AssumedEffect] = [],
        runs: Int,
        seed: UInt64 = 1,
        threads: Int = 2
    ) async throws -> SimulationTally {
        let model = try await model(program)
        return Simulator(model, try SimulationLaws(model, effects), seed: seed).simulate(
            runs: runs,
            threads: threads,
            isInterrupted: { false },
            progress: { _ in }
        )
    }

    /// One look at a hundred requests: the chance is that of a binomial law.
    private static let oneGate = """
        watch: { every: 1m, for: 1m, within: 1m }
        promote_if: [accuracy >= 0.37]
        """

    /// The candidate answers one class alone, which a third of the rows are; what is right is binomial.
    @Test func aPlanOfOneGateHasABinomialChance() async throws {
        let program = try TestPlan.oneStage(Self.oneGate)
        let runs = 6000
        let tally = try await tally(program, runs: runs)
        // P(X >= 37) for a hundred trials at 1/3, by SciPy's `binom.sf(36, 100, 1/3)`.
        let expected = 0.248_894_718
        let error = (expected * (1 - expected) / Double(runs)).squareRoot()
        #expect(abs(Double(tally.outcomes[.released] ?? 0) / Double(runs) - expected) < 4 * error)
        #expect(tally.outcomes[.rolledBack] == runs - (tally.outcomes[.released] ?? 0))
        #expect(Set(tally.durations) == [.seconds(60)])
        #expect(Set(tally.exposedRequests) == [100])
    }

    /// The same with an effect: a hundred trials at 0.4.
    @Test func anEffectMovesTheChance() async throws {
        let program = try TestPlan.oneStage(Self.oneGate)
        let runs = 6000
        let tally = try await tally(program, [AssumedEffect(.accuracy, .to(0.4))], runs: runs)
        // `binom.sf(36, 100, 0.4)`.
        let expected = 0.761_389_286
        let error = (expected * (1 - expected) / Double(runs)).squareRoot()
        #expect(abs(Double(tally.outcomes[.released] ?? 0) / Double(runs) - expected) < 4 * error)
    }

    /// A plan on the edge, so that luck decides where it ends.
    private func edge(seed: Int = 7) throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: edge
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { decision_tree: { max_depth: 2 }, train: iris.train }
              candidate: { decision_tree: { max_depth: 3 }, train: iris.train }
            traffic: { replay: iris.test, rate: 100/m, users: 200, seed: \(seed) }
            stages:
              - name: some
                audience: 50%
                watch: { every: 1m, for: 2m, within: 3m }
                promote_if: [accuracy >= 0.93]
                rollback_if: [accuracy < baseline - 0.06]
              - name: all
                audience: 100%
                watch: { every: 1m, for: 2m, within: 2m }
                promote_if: [accuracy >= 0.935]
            """
        )
    }

    /// Simulated without an effect, a plan ends as often in each way as it does in replays with other seeds.
    @Test func withoutAnEffectItIsAReplay() async throws {
        let simulated = try await tally(try edge(), runs: 3000)
        let replays = 150
        var ends: [Outcome: Int] = [:]
        var entered = [0, 0]
        var requests: [Double] = []
        for seed in 0..<replays {
            let program = try edge(seed: seed)
            let run = try await RecordedRun.run(program, in: ReplayTests.world(program, threads: 1), mode: .dryRun)
            ends[try #require(run.outcome), default: 0] += 1
            var answered = 0
            var stages: Set<String> = []
            for event in run.events {
                switch event.payload {
                case .routed(let routed): if let stage = routed.stage { stages.insert(stage) }
                case .observed(let observed):
                    answered += observed.evidence?.candidate[RequestTally.self]?.answered ?? 0
                default: break
                }
            }
            for (index, stage) in program.stages.enumerated() where stages.contains(stage.name) { entered[index] += 1 }
            requests.append(Double(answered))
        }
        // Some of them are released and some are not, or there would be nothing to compare.
        #expect((15...135).contains(ends[.released] ?? 0))
        func agrees(_ count: Int, _ simulatedCount: Int) {
            let share = Double(simulatedCount) / Double(simulated.runs)
            let error = max(
                0.002,
                (share * (1 - share) * (1 / Double(replays) + 1 / Double(simulated.runs))).squareRoot()
            )
            #expect(abs(Double(count) / Double(replays) - share) < 4 * error)
        }
        for outcome in Outcome.allCases { agrees(ends[outcome] ?? 0, simulated.outcomes[outcome] ?? 0) }
        for stage in 0..<2 { agrees(entered[stage], simulated.entered[stage]) }
        func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
            let mean = values.reduce(0, +) / Double(values.count)
            return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
        }
        let (replayed, drawn) = (moments(requests), moments(simulated.exposedRequests.map(Double.init)))
        let error = (replayed.variance / Double(replays) + drawn.variance / Double(simulated.runs)).squareRoot()
        #expect(abs(replayed.mean - drawn.mean) < 4 * error)
    }

    @Test func threadsChangeNothing() async throws {
        let program = try edge()
        let one = try await tally(program, runs: 203, threads: 1)
        #expect(try await tally(program, runs: 203, threads: 2) == one)
        #expect(try await tally(program, runs: 203, threads: 7) == one)
        #expect(try await tally(program, runs: 203, seed: 2, threads: 1) != one)
        // Fewer runs are the first of more.
        let fewer = try await tally(program, runs: 50, threads: 3)
        #expect(fewer.durations == Array(one.durations.prefix(50)))
        #expect(fewer.exposedRequests == Array(one.exposedRequests.prefix(50)))
    }

    /// A world is a world: driven as every run is, it comes to what the simulator says.
    @Test func theRunnerComesToTheSame() async throws {
        let program = try edge()
        let model = try await model(program)
        let laws = try SimulationLaws(model, [])
        let tally = Simulator(model, laws, seed: 5).simulate(
            runs: 20,
            threads: 1,
            isInterrupted: { false },
            progress: { _ in }
        )
        var ends: [Outcome: Int] = [:]
        for run in 0..<20 {
            let recorded = try await RecordedRun.run(program, in: SimulatedWorld(model, laws, seed: 5, run: run))
            #expect(recorded.state.now == tally.durations[run])
            ends[try #require(recorded.outcome), default: 0] += 1
        }
        #expect(ends == tally.outcomes)
    }

    /// Every release keeps within what is stated of the plan beforehand.
    @Test(arguments: [1.0, 0.8, 0.5, 0.0])
    func outlooksHold(accuracy: Double) async throws {
        let program = try edge()
        let outlook = ReleaseOutlook(program, language: OutlookAgreementTests.language)
        let tally = try await tally(program, [AssumedEffect(.accuracy, .to(accuracy))], runs: 300)
        for run in 0..<300 {
            #expect(tally.durations[run] <= outlook.duration.upperBound)
            #expect(tally.exposedUnits[run] <= min(200, tally.exposedRequests[run]))
        }
        if accuracy == 1 {
            #expect(tally.outcomes[.released] == 300)
            #expect(tally.durations.allSatisfy { $0 >= outlook.duration.lowerBound })
        }
        guard accuracy == 0, let earliest = outlook.earliestWithdrawal else { return }
        #expect(tally.outcomes[.rolledBack] == 300)
        #expect(tally.durations.allSatisfy { $0 >= earliest.after })
        // It is taken back in the first stage, which is about half of them.
        #expect(tally.exposedUnits.allSatisfy { $0 <= 130 } && tally.entered == [300, 0])
    }

    @Test func effectsOnOtherThings() async throws {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m }
            promote_if: [latency.p95 <= 20ms, error_rate <= 2%]
            """
        )
        #expect(try await tally(program, runs: 50).outcomes == [.released: 50])
        let slow = [AssumedEffect(.latency, .by(0.03))]
        #expect(try await tally(program, slow, runs: 50).outcomes == [.rolledBack: 50])
        let failing = [AssumedEffect(.errorRate, .by(0.1))]
        #expect(try await tally(program, failing, runs: 50).outcomes == [.rolledBack: 50])
        let fine = [AssumedEffect(.latency, .times(1.5)), AssumedEffect(.errorRate, .by(0.001))]
        #expect(try await tally(program, fine, runs: 50).outcomes == [.released: 50])
    }

    /// The plan's feedback, as its file has it and with a part of it turned.
    @Test func effectsOnFeedback() async throws {
        let program = try ReplayTests.irisProgram {
            $0.replacing("every: 5m, for: 2h, samples: 10000", with: "every: 5m, for: 10m, samples: 100")
                .replacing("n_estimators: 300", with: "n_estimators: 3")
                .replacing("n_estimators: 100", with: "n_estimators: 30")
        }
        #expect(try await tally(program, runs: 40).outcomes == [.released: 40])
        let angry = try await tally(program, [AssumedEffect(.negativeFeedback, .to(0.9))], runs: 40)
        #expect(angry.outcomes[.released] ?? 0 == 0)
    }

    @Test func whatCannotBeIsRefused() async throws {
        let model = try await model(try TestPlan.oneStage(Self.oneGate))
        func problem(_ effect: AssumedEffect) -> SimulationError? {
            do throws(SimulationError) {
                _ = try SimulationLaws(model, [AssumedEffect(.accuracy, .by(0)), effect])
                return nil
            } catch {
                return error
            }
        }
        #expect(
            problem(AssumedEffect(.accuracy, .by(-0.5)))
                == .impossible(
                    effect: 1,
                    "accuracy is 33.33%, so that it can go down by 33.33% and up by 66.67%"
                )
        )
        #expect(
            problem(AssumedEffect(.recall("virginca"), .by(-0.5)))
                == .unknownClass(effect: 1, "virginca", classes: ["setosa", "versicolor", "virginica"])
        )
        #expect(
            problem(AssumedEffect(.latency, .times(2)))
                == .impossible(effect: 1, "no condition of the plan reads `latency`")
        )
        #expect(
            problem(AssumedEffect(.negativeFeedback, .by(0.1)))
                == .impossible(effect: 1, "the plan has no feedback with ratings or thumbs")
        )
        #expect(problem(AssumedEffect(.accuracy, .by(-0.3))) == nil)
    }

    @Test func dataThatCannotBeReadIsAProblem() async throws {
        let program = try TestPlan.oneStage(Self.oneGate)
        await #expect(throws: SimulationError.self) {
            _ = try await SimulationModel.measure(program, folder: "/nowhere", threads: 1)
        }
    }

    /// What is done when an interrupt comes is the beginning of what was asked for.
    @Test func anInterruptLeavesTheFirstRuns() async throws {
        let model = try await model(try edge())
        let simulator = Simulator(model, try SimulationLaws(model, []), seed: 1)
        let all = simulator.simulate(runs: 200, threads: 2, isInterrupted: { false }, progress: { _ in })
        let asked = Counter()
        let some = simulator.simulate(
            runs: 1_000_000,
            threads: 2,
            isInterrupted: { asked.next() > 60 },
            progress: { _ in }
        )
        #expect(some.runs > 0 && some.runs <= 60)
        #expect(some.durations == Array(all.durations.prefix(some.runs)))
    }
}
