import Foundation
import JSON
import Testing

/// How far a log has moved from another, beside what SciPy 1.17 says of the same numbers.
@Suite struct EvaluateDriftTests {
    private static let log =
        "score,region,prediction,note\n0.1,n,1,\n0.4,n,1,\n0.35,n,2,\n0.8,n,2,\n0.65,s,2,\n0.2,s,2,\n0.9,s,1,\n0.55,,1,\n"
    private static let other =
        "region,score,prediction,note\nn,0.3,1,\nn,0.5,1,\ns,0.7,1,\ns,0.45,1,\ns,0.95,2,\ns,0.85,2,\ns,0.6,2,\nw,0.75,2,x\n"

    private func run(_ arguments: String..., log: String = log, other: String = other) throws -> EvaluateRun {
        // The first file is the log; the other one is not a part of it.
        try EvaluateRun(
            [("log.csv", log)],
            beside: [("other.csv", other)],
            arguments: ["--against", "other.csv"] + arguments
        )
    }

    @Test func numbersAreThoseOfSciPy() throws {
        let drift = try run("--drift", "score", "--format", "json").json()["drift"]
        #expect(drift?["against"] == "other.csv" && drift?["rows"] == 8)
        let score = drift?["columns"]?["score"]
        #expect(score?["kind"] == "numbers" && score?["values"] == 8 && score?["other_values"] == 8)
        let ks = score?["measures"]?["ks"]
        #expect(ks?["value"] == 0.375)
        #expect(abs((ks?["p"]?.number ?? 0) - 0.6601398601398599) < 1e-12)
        let moved = score?["measures"]?["wasserstein"]
        #expect(abs((moved?["value"]?.number ?? 0) - 0.14374999999999993) < 1e-12)
        // Of all ways to deal out the sixteen numbers; two thousand are drawn.
        #expect(abs((moved?["p"]?.number ?? 0) - 0.42595182595182596) < 0.04)
    }

    /// Counts of regions with those without one: 4 3 0 1 and 2 5 1 0, which have a chi-square of 0.667 + 0.5 + 1 + 1.
    @Test func textsHaveShares() throws {
        let region = try run("--drift", "region", "--format", "json").json()["drift"]?["columns"]?["region"]
        #expect(region?["kind"] == "texts" && region?["values"] == 7 && region?["missing"] == 1)
        #expect(region?["other_missing"] == 0)
        #expect(abs((region?["measures"]?["chi_square"]?["value"]?.number ?? 0) - 19.0 / 6) < 1e-12)
        #expect(region?["measures"]?["total_variation"]?["value"] == 0.375)
        #expect(region?["measures"]?["ks"] == nil)
    }

    @Test func classesAreTextsThoughTheyAreNumbers() throws {
        let columns = try run("--format", "json").json()["drift"]?["columns"]
        #expect(columns?["prediction"]?["kind"] == "texts")
        #expect(columns?["score"]?["kind"] == "numbers")
        #expect(columns?.object?.members.count == 2)
        #expect(columns?["prediction"]?["measures"]?["psi"]?["value"] == 0)
        #expect(columns?["prediction"]?["measures"]?["psi"]?["p"] == 1)
    }

    /// Of the scores 0.1 and 0.2 are smaller than all of the other log; of the regions nothing is new, and `w` is if the two change
    /// places.
    @Test func whatTheOtherLogHasNowhere() throws {
        let columns = try run("--drift", "score,region", "--format", "json").json()["drift"]?["columns"]
        #expect(columns?["score"]?["out_of_range"] == 2 && columns?["score"]?["unseen"] == nil)
        #expect(columns?["region"]?["unseen"] == 0 && columns?["region"]?["out_of_range"] == nil)
        let turned = try run("--drift", "score,region", "--format", "json", log: Self.other, other: Self.log)
        #expect(try turned.json()["drift"]?["columns"]?["region"]?["unseen"] == 1)
        #expect(try turned.json()["drift"]?["columns"]?["score"]?["out_of_range"] == 1)
        let held = "missing[region] <= 12.5% and out_of_range[score] <= 25% and unseen[region] == 0"
        #expect(try run("--drift", "score,region", "--require", held).status == 0)
        #expect(try run("--drift", "score,region", "--require", "out_of_range[score] < 25%").status == 2)
        let interval = try run("--drift", "region", "--require", "unseen[region] < 20%", "--evidence", "interval")
        // Wilson's interval of none of seven reaches up to 0.354.
        #expect(interval.status == 2)
        let text = try run("--drift", "region", "--require", "out_of_range[region] < 1%")
        #expect(text.status == 2 && text.output.contains("`region` holds texts"))
    }

    @Test func conditionsMayNameMeasures() throws {
        let held = try run("--drift", "score,region", "--require", "ks[score] < 0.4 and ks_p[score] >= 50%")
        #expect(held.status == 0)
        #expect(try run("--drift", "score", "--require", "ks[score] < 0.3").status == 2)
        let texts = try run("--drift", "region", "--require", "ks[region] < 0.9")
        #expect(texts.status == 2 && texts.output.contains("`region` holds texts"))
        let nothing = try run("--drift", "note", "--require", "psi[note] < 9")
        #expect(nothing.status == 2)
        let unknown = try run("--drift", "score", "--require", "psi[sccore] < 9")
        #expect(unknown.status == 64 && unknown.errors.contains("did you mean `score`?"))
        #expect(try EvaluateRun(Self.log, "--require", "psi[score] < 9").status == 64)
    }

    @Test func asTextAndAsCSV() throws {
        let text = try run().output
        #expect(
            text.contains("  moved from other.csv: 8 rows\n  column      measure          value  95% of noise  p\n")
        )
        let lines = try run("--drift", "score", "--metric", "ks[score]", "--format", "csv").output.split(
            separator: "\n"
        )
        #expect(lines.contains(",ks[score],0.375,8,,"))
        #expect(lines.contains { $0.hasPrefix(",ks_p[score],0.66013986") })
    }

    /// Logs of which each is read by several, and whose numbers go to the disk, say the same.
    @Test func columnsOfManyNumbers() throws {
        let numbers = (0..<30_000).map { Double(($0 * 7919) % 30_011) / 30_011 }
        let log = "score\n" + numbers.map { "\($0)\n" }.joined()
        let other = "score\n" + numbers.map { "\($0 * $0)\n" }.joined()
        let one = try run("--threads", "1", "--format", "json", log: log, other: other).json()
        let two = try run("--threads", "2", "--format", "json", log: log, other: other).json()
        #expect(one == two)
        // Evenly spread numbers and their squares: the root is a quarter ahead at most, and a sixth on average.
        let measures = one["drift"]?["columns"]?["score"]?["measures"]
        #expect(abs((measures?["ks"]?["value"]?.number ?? 0) - 0.25) < 1e-3)
        #expect(abs((measures?["wasserstein"]?["value"]?.number ?? 0) - 1.0 / 6) < 1e-3)
    }

    @Test func whatCannotBeCompared() throws {
        #expect(try run("--drift", "nothing").errors.contains("error[PR0541]: no column is called `nothing`"))
        #expect(try EvaluateRun(Self.log, "--drift", "score").status == 64)
        #expect(try EvaluateRun(Self.log, "--against-model", "a").status == 64)
        let many = "user\n" + (0...10_000).map { "u\($0)\n" }.joined()
        let refused = try run("--drift", "user", log: many, other: many)
        #expect(refused.status == 1 && refused.errors.hasPrefix("error[PR0703]: `user` holds more than 10000 texts"))
        let broken = "x\nnan\n" + (0...10_000).map { "\($0).5\n" }.joined()
        let mixed = try run("--drift", "x", log: broken, other: broken)
        #expect(mixed.errors.contains("most are numbers, and `nan` is none"))
        let none = try run(log: "a\n1\n", other: "b\n1\n")
        #expect(none.status == 0 && none.output.contains("no column is in both logs; name some with --drift"))
    }
}
