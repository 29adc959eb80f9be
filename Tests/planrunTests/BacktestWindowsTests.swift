import JSON
import Testing

/// Drift against rows that no model answers in a stage: those of the log's own past, and those that a model was trained on.
@Suite struct BacktestWindowsTests {
    private static let windows = """
        windows: { before: { from: 0, to: 600 }, training: { file: train.csv } }
        """

    private static func plan(_ gates: String, windows: String = windows) -> String {
        """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, id: request, who: unit, model: model, said: prediction, kind: text, size: number }
            \(windows)
          unit: user
        models: { candidate: { recorded: new }, baseline: { recorded: old } }
        metrics:
          moved: { drift: { of: kind, method: psi, against: before } }
          learnt: { drift: { of: kind, method: total_variation, against: training } }
          sized: { drift: { of: size, method: wasserstein, against: training } }
          chance: { drift_p: { of: kind, method: chi_square, against: training } }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 10m, for: 30m, within: 30m, min_samples: 3 }
            promote_if: [\(gates)]

        """
    }

    /// As statistics.md has them: before, a fifth, three tenths, three tenths and a fifth; afterwards 25, 35, 25 and 15 %.
    private func workspace(_ plan: String) throws -> Workspace {
        func kind(_ row: Int, _ limits: [Int]) -> String {
            ["a", "b", "c", "d"][limits.count { row % 100 >= $0 }]
        }
        let log = (0..<1801).map { row in
            let isNew = row >= 600
            let kind = kind(row, isNew ? [25, 60, 85] : [20, 50, 80])
            return "\(row),r\(row),u\(row),\(isNew ? "new" : "old"),yes,\(kind),\(row % 3 + (isNew ? 5 : 0))"
        }
        let training = (0..<300).map { row in "\(kind(row, [20, 50, 80])),\(row % 3)" }
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write("at,id,who,model,said,kind,size\n" + log.joined(separator: "\n") + "\n", to: "log.csv")
        try workspace.write("kind,size\n" + training.joined(separator: "\n") + "\n", to: "train.csv")
        return workspace
    }

    private static let gates = "moved < 0.1, learnt < 0.2, sized < 6, chance < 50%"

    @Test func aWindowIsComparedWith() throws {
        let result = try workspace(Self.plan(Self.gates)).run("backtest", "plan.yaml", "--format", "json")
        let stage = try #require(try JSONValue(parsing: result.output)["stages"]?.array?.first, "\(result.errors)")
        let read = (stage["promote_if"]?.array ?? []).compactMap { gate in
            gate["comparisons"]?.array?.first?["readings"]?.array?.first?["value"]?.number
        }
        // Chi-square of 300, 420, 300 and 180 beside 60, 90, 90 and 60: 10.3224 with three degrees of freedom.
        let expected: [Double] = [0.04236489, 0.1, 5, 0.01601536]
        #expect(read.count == 4 && zip(read, expected).allSatisfy { abs($0 - $1) < 1e-7 }, "\(read)")
    }

    /// What was kept of the windows is on record once, and all that was decided follows from it.
    @Test func aRunKeepsThem() throws {
        let workspace = try workspace(Self.plan(Self.gates))
        let run = try workspace.run("execute", "plan.yaml", "--quiet")
        #expect(run.status == 0, "\(run.errors)")
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(try workspace.run("why", "small-1", "everyone").output.contains("0.0424"))
        let stricter = Self.plan(Self.gates.replacing("moved < 0.1", with: "moved < 0.04"))
        try workspace.write(stricter, to: "other.yaml")
        let replayed = try workspace.run("replay", "small-1", "--plan", "other.yaml")
        #expect(replayed.output.contains("2 of 3 judgements alike"), "\(replayed.output)\(replayed.errors)")
    }

    @Test(arguments: [
        ("", "unknown window `before`"), ("windows: { before: { from: 0 } }", "lacks its key `to`"),
        ("windows: { before: { from: 9, to: 9 } }", "the window ends before it begins"),
        ("windows: { before: { from: noon, to: 9 } }", "`noon` is no time"),
        ("windows: { before: { file: train.csv, to: 9 } }", "`before` is one of a file"),
        ("windows: { baseline: { file: train.csv } }", "and no window"),
        ("windows: { before: { file: lost.csv } }", "lost.csv"),
    ])
    func whatIsWrongWithWindowsIsSaid(windows: String, problem: String) throws {
        let errors = try workspace(Self.plan(Self.gates, windows: windows)).run("validate", "plan.yaml").errors
        #expect(errors.contains(problem), "\(errors)")
    }

    @Test func aColumnMustBeThere() throws {
        let workspace = try workspace(Self.plan(Self.gates))
        try workspace.write("kind,weight\na,1\n", to: "train.csv")
        let result = try workspace.run("backtest", "plan.yaml")
        #expect(result.status == 1 && result.errors.contains("has no column `size`"), "\(result.errors)")
    }
}
