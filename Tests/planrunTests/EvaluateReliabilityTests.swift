import JSON
import Testing

/// The reliability curve beside scikit-learn 1.9's `calibration_curve` with ten uniform bins, which give each bin its upper end, too.
@Suite struct EvaluateReliabilityTests {
    /// Scores that promise more than they keep: of those that say p, about p squared are right.
    private static let log =
        "label,prediction,score\n"
        + (0..<200).map { row in
            let (percent, draw) = (row * 37 % 101, row * 53 % 97)
            let isRight = draw * 10_000 < 97 * percent * percent
            return "\(isRight ? "yes" : "no"),yes,\(Double(percent) / 100)\n"
        }.joined()

    private static let observed = [
        0.045454545454545456, 0, 0, 0.1, 0.25, 0.4, 0.42105263157894735, 0.7, 0.7, 0.9,
    ]
    private static let scores = [
        0.05, 0.155, 0.2542105263157895, 0.355, 0.455, 0.555, 0.6557894736842105, 0.755, 0.855, 0.955,
    ]
    private static let rows = [22, 20, 19, 20, 20, 20, 19, 20, 20, 20]

    @Test(arguments: [["--metric", "ece"], ["--define", "ece10: {ece: {positive: yes}}"]])
    func isThatOfScikitLearn(arguments: [String]) throws {
        let run = try EvaluateRun(Self.log, arguments: ["--positive", "yes", "--format", "json"] + arguments)
        let curve = try #require(try run.json()["reliability"]?.object?.members.first?.value.array)
        #expect(curve.map { $0["rows"]?.integer } == Self.rows)
        for (range, (observed, score)) in zip(curve, zip(Self.observed, Self.scores)) {
            #expect(abs((range["observed"]?.number ?? 0) - observed) < 1e-12)
            #expect(abs((range["score"]?.number ?? 0) - score) < 1e-12)
        }
    }

    @Test func isATableForPeople() throws {
        let run = try EvaluateRun(Self.log, "--positive", "yes", "--metric", "ece", "--confidence", "0.9")
        // Wilson's interval of 14 of 20, from SciPy's `binomtest(14, 20).proportion_ci(0.9, "wilson")`.
        #expect(run.output.contains("0.700 to 0.800    20      0.7550    0.7000  0.5162 to 0.8361  -0.0550"))
        #expect(run.output.contains("reliability, by ece"))
    }

    /// Where a score is no probability there is nothing to be sure by.
    @Test func scoresThatAreNoProbabilitiesHaveNone() throws {
        let run = try EvaluateRun(
            "label,prediction,score\nyes,yes,1.5\nno,no,0.5\n",
            arguments: ["--positive", "yes", "--metric", "ece", "--format", "json"]
        )
        #expect(try run.json()["reliability"] == nil)
        #expect(try run.json()["metrics"]?["ece"]?["undefined"]?.string == "`score` is not from 0 to 1 everywhere")
    }
}
