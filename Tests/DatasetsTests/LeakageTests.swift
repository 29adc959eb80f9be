import Datasets
import Plan
import Statistics
import Testing

@Suite struct LeakageTests {
    private func table(_ rows: [(String, String)], number: Bool = false, category: Bool = false) throws -> Table {
        try Table(
            csv: Array(("x,y\n" + rows.map { "\($0.0),\($0.1)\n" }.joined()).utf8),
            named: "t.csv",
            columns: TableColumns(
                label: "y",
                labelIsNumber: number,
                contents: category ? ["x": .category] : [:],
                allowsMissing: true
            )
        )
    }

    /// Of 40 rows 30 are `p`: a feature that tells all has the 10 others right, one that has two of them with `p` has 8.
    @Test func ofClassesItIsWhatTheMostFrequentGetsWrong() throws {
        let all = (0..<40).map { ($0 < 30 ? "1" : "2", $0 < 30 ? "p" : "q") }
        #expect(try table(all).labelShares == [1])
        let most = (0..<40).map { ($0 < 32 ? "1" : "2", $0 < 30 ? "p" : "q") }
        #expect(try table(most).labelShares == [0.8])
        let none = (0..<40).map { ("\($0 % 2)", $0 < 30 ? "p" : "q") }
        #expect(try table(none).labelShares == [0])
        // What is missing tells as much as what is there.
        let missing = (0..<40).map { ($0 < 30 ? "" : "2", $0 < 30 ? "p" : "q") }
        #expect(try table(missing).labelShares == [1])
    }

    /// Values that no two rows share tell nothing, be they numbers in an order without a meaning or names.
    @Test func whatNamesRowsTellsNothing() throws {
        let rows = (0..<400).map { ("\($0 * 7919 % 400)", $0 % 2 == 0 ? "p" : "q") }
        #expect(try table(rows).labelShares[0] < 0.2)
        #expect(try table(rows, category: true).labelShares == [0])
    }

    /// Numbers that follow from the feature are told by it but for what differs within a bin.
    @Test func ofNumbersItIsTheirVariance() throws {
        let follows = (0..<1000).map { ("\($0)", "\(3 * $0)") }
        #expect(try table(follows, number: true).labelShares[0] > 0.999)
        let two = (0..<40).map { ("\($0 / 20)", "\(($0 / 20) * 10 + $0 % 2)") }
        // Within each of two bins of 20 the variance is that of a coin, a quarter; rows left out raise it by (20 / 19)^2.
        let share = 1 - 0.25 * (20.0 / 19) * (20.0 / 19) / 25.25
        #expect(abs(try table(two, number: true).labelShares[0] - share) < 1e-12)
        var random = SplitMix64(seed: 1)
        let noise = (0..<1000).map { ("\($0)", "\(random.nextUnit())") }
        #expect(try table(noise, number: true).labelShares[0] < 0.05)
    }
}
