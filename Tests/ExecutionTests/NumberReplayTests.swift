import Classifiers
import Datasets
import Execution
import Metrics
import Plan
import Platform
import Testing

/// Releases of models that predict numbers, on the plan of the shops.
@Suite struct NumberReplayTests {
    private static func program() throws -> Program {
        try TestPlan.program(
            String(decoding: try FileSystem.read(ReplayTests.plans + "/retail-demand.yaml"), as: UTF8.self)
        )
    }

    /// What the assessment reads is what the models, trained here by themselves, say of the rows to test on.
    @Test func anAssessmentIsOfTheRowsToTestOn() async throws {
        let program = try Self.program()
        var world = ReplayTests.world(program)
        let event = await world.perform(.evaluate(attempt: 1), at: .zero)
        guard case .evaluated(let evaluated) = event.payload, let evidence = evaluated.evidence else {
            Issue.record("no assessment: \(event)")
            return
        }
        let data = try #require(program.data.first)
        let table = try Table.read(
            csv: ReplayTests.plans + "/" + data.csv,
            named: "demand.csv",
            columns: TableColumns(
                label: "units",
                labelIsNumber: true,
                time: "date",
                contents: ["units": .number, "shop": .category]
            )
        )
        let split = try Split.make(table, by: .time, testNumerator: 3, testDenominator: 10)
        #expect(split.train.count + split.test.count == 4800)
        let numbers = try #require(table.numbers)
        let all = TrainingSet(
            rows: FeatureRows(values: table.values, featureCount: table.featureCount),
            numbers: numbers
        ).with(categories: table.categories)
        let (known, asked) = (all.selecting(split.train), all.selecting(split.test))
        for role in ModelRole.allCases {
            let spec = try #require(program.model(role))
            let kind = try #require(ModelRegistry.kind(named: spec.kind))
            let model = try await kind.learn(from: known, options: spec.options(attempt: 1), threads: 0)
            var (missed, sold) = (0.0, 0.0)
            for (prediction, truth) in zip(model.numbers(of: asked.rows), try #require(asked.numbers)) {
                missed += abs(prediction - truth)
                sold += truth
            }
            let read = try #require(evidence[role]?.declared?.value(of: "error")?.value)
            #expect(read.samples == split.test.count)
            #expect(abs(try #require(read.value) - missed / sold) < 1e-12)
        }
    }

    private static let short = """
        planrun: 1
        name: demand
        data:
          sales:
            csv: data/demand.csv
            label: units
            columns: { units: number }
            ignore: [shop]
            split: { test: 30%, time: date }
        models:
          baseline: { decision_tree_regressor: { max_depth: 9 }, train: sales.train }
          candidate: { gradient_boosting_regressor: { loss: poisson, max_iter: 40 }, train: sales.train }
        traffic: { replay: sales.test, rate: 50/h, users: 20 }
        metrics:
          error: { wape: {} }
          short: { pinball: { share: 80% } }
          lean: { bias: {} }
          explained: { r2: {} }
        stages:
          - name: half
            audience: 50%
            watch: { every: 1h, for: 6h }
            promote_if: [error < baseline, short < baseline, explained > 0.5]
            rollback_if: [lean < 0 - 20]
          - name: all
            audience: { fraction: 100%, holdback: 10% }
            watch: { every: 1h, for: 2h }
            promote_if: [error < baseline]
        """

    /// A run that is taken up after any of its events goes on as it would have: what was read of numbers is read back.
    @Test func whatWasReadIsReadBack() async throws {
        let program = try TestPlan.program(Self.short)
        let run = try await RecordedRun.run(program, in: ReplayTests.world(program))
        #expect(run.outcome == .released)
        var reader = EventReader(program: program)
        for event in run.events {
            let line = event.line
            let again = try reader.read(line)
            #expect(again.line == line)
            guard case .observed(let observed) = event.payload, case .observed(let other) = again.payload else {
                continue
            }
            for role in ModelRole.allCases {
                let written = observed.evidence?[role]?.declared
                let read = other.evidence?[role]?.declared
                for metric in ["error", "short", "lean", "explained"] {
                    #expect(written?.value(of: metric)?.value.value != nil)
                    #expect(written?.value(of: metric)?.value == read?.value(of: metric)?.value)
                }
            }
        }
    }
}
