import Plan
import Testing

@testable import Execution

/// What sequential evidence promises, held against many simulated releases that are looked at each minute.
@Suite struct SequentialSimulationTests {
    /// Both models are the same, so that an effect is their difference.
    private func program(margin: String, users: Int, independent: String) throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: sequential
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { decision_tree: { max_depth: 2 }, train: iris.train }
              candidate: { decision_tree: { max_depth: 2 }, train: iris.train }
            traffic: { replay: iris.test, rate: 200/m, users: \(users), seed: 7 }
            evidence: { method: sequential, independent: \(independent) }
            stages:
              - name: half
                audience: 50%
                watch: { every: 1m, for: 1m, within: 30m }
                promote_if: [accuracy >= baseline - \(margin)]
              - name: all
                audience: 100%
                watch: { every: 1m, for: 1m, within: 30m }
                promote_if: [accuracy >= baseline - \(margin)]
                rollback_if: [accuracy < baseline]
            """
        )
    }

    private func released(_ program: Program, accuracy change: Double, runs: Int) async throws -> Double {
        let model = try await SimulationModel.measure(program, folder: ReplayTests.plans, threads: 1)
        let effects = change == 0 ? [] : [AssumedEffect(.accuracy, .by(change))]
        let tally = Simulator(model, try SimulationLaws(model, effects), seed: 3).simulate(
            runs: runs,
            threads: 2,
            isInterrupted: { false },
            progress: { _ in }
        )
        return Double(tally.outcomes[.released] ?? 0) / Double(runs)
    }

    /// A candidate that is worse by the margin is promoted in one of twenty releases at most, however many looks there are.
    @Test(arguments: [("requests", 1000), ("units", 20000)])
    func theErrorHolds(independent: String, users: Int) async throws {
        let runs = 1500
        let program = try program(margin: "0.05", users: users, independent: independent)
        let share = try await released(program, accuracy: -0.05, runs: runs)
        #expect(share <= 0.05 + 3 * (0.05 * 0.95 / Double(runs)).squareRoot())
    }

    @Test func oneThatIsAsGoodIsReleased() async throws {
        let program = try program(margin: "0.05", users: 20000, independent: "units")
        #expect(try await released(program, accuracy: 0, runs: 200) == 1)
    }

    /// With few units there is little to be sure by, whatever they send.
    @Test func fewUnitsShowLittle() async throws {
        let some = try program(margin: "0.05", users: 60, independent: "units")
        #expect(try await released(some, accuracy: 0, runs: 200) == 0)
        let all = try program(margin: "0.05", users: 60, independent: "requests")
        #expect(try await released(all, accuracy: 0, runs: 200) == 1)
    }
}
