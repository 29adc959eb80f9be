import Datasets
import Statistics
import Testing

/// Splits by groups and by time, and the columns that say them.
@Suite struct TableSplitTests {
    private func table(_ text: String, _ columns: TableColumns) throws -> Table {
        try Table(csv: Array(text.utf8), named: "d.csv", columns: columns)
    }

    /// Rows of some groups and times, of two classes by turns.
    private func table(groups: [Int]? = nil, times: [String]? = nil) throws -> Table {
        let count = groups?.count ?? times?.count ?? 0
        let lines = (0..<count).map { row in
            "\(row),g\(groups?[row] ?? 0),\(times?[row] ?? "0"),\(row % 2 == 0 ? "yes" : "no")"
        }
        return try table(
            "a,who,when,y\n" + lines.joined(separator: "\n"),
            TableColumns(
                label: "y",
                group: groups == nil ? nil : "who",
                time: times == nil ? nil : "when",
                ignored: groups == nil ? ["who"] : times == nil ? ["when"] : []
            )
        )
    }

    private func split(_ table: Table, _ way: Split.Way, _ share: (Int, Int) = (1, 5)) throws(SplitError) -> Split {
        try Split.make(table, by: way, testNumerator: share.0, testDenominator: share.1)
    }

    @Test func columnsWithAUseAreNoFeatures() throws {
        let table = try table(
            "id,a,who,y,when,b\nx-1,1,ana,p,2026-03-01,2\nx-2,3,\"bo, jr\",q,2026-03-01T00:00:01Z,4\nx-3,5,ana,p,12.5,6\n",
            TableColumns(label: "y", group: "who", time: "when", ignored: ["id"])
        )
        #expect(table.featureNames == ["a", "b"] && table.values == [1, 2, 3, 4, 5, 6])
        #expect(table.groups == [0, 1, 0])
        // By `date -u -d 2026-03-01 +%s`.
        #expect(table.times == [1_772_323_200_000_000_000, 1_772_323_201_000_000_000, 12_500_000_000])
    }

    @Test func whatIsWrongWithThemIsLocated() {
        let columns = TableColumns(label: "y", group: "who", time: "when", ignored: ["id"])
        func found(_ text: String) -> String {
            problems { () throws(DatasetFailure) in
                _ = try Table(csv: Array(text.utf8), named: "d.csv", columns: columns)
            }
        }
        #expect(
            found("id,a,who,y,when\n1,1,g,p,noon\n1,1,,q,2026-02-30\n").split(separator: "\n").map(String.init) == [
                "d.csv:2:9: error[PR0744]: `when` in row 1 is no time: `noon`",
                "d.csv:3:5: error[PR0508]: `who` is missing in row 2",
                "d.csv:3:8: error[PR0744]: `when` in row 2 is no time: `2026-02-30`",
            ]
        )
        #expect(found("a,whom,y,when\n1,g,p,0\n").contains("no column is called `who`"))
        #expect(found("id,who,y,when\n1,g,p,0\n").contains("error[PR0513]"))
    }

    @Test func weightsAreMoreThanNothing() throws {
        let columns = TableColumns(label: "y", weight: "w")
        let table = try table("a,w,y\n1,0.5,p\n3, 2e1 ,q\n", columns)
        #expect(table.weights == [0.5, 20] && table.featureNames == ["a"])
        let found = problems { () throws(DatasetFailure) in
            _ = try Table(csv: Array("a,w,y\n1,0,p\n3,-1,q\n3,many,q\n3,,q\n".utf8), named: "d.csv", columns: columns)
        }
        #expect(
            found.split(separator: "\n").map(String.init) == [
                "d.csv:2:3: error[PR0745]: `w` in row 1 is no weight: `0`",
                "d.csv:3:3: error[PR0745]: `w` in row 2 is no weight: `-1`",
                "d.csv:4:3: error[PR0509]: `w` in row 3 is not a number: `many`",
                "d.csv:5:3: error[PR0508]: `w` is missing in row 4",
            ]
        )
    }

    @Test func groupsStayTogether() throws {
        var random = SplitMix64(seed: 5)
        var parts: Set<[Int]> = []
        for seed in 0..<50 {
            let groups = (0..<120).map { $0 < 13 ? $0 : random.next(below: 13) }
            let table = try table(groups: groups)
            let split = try split(table, .groups(seed: UInt64(seed)))
            #expect((split.train + split.test).sorted() == Array(0..<120))
            let (known, held) = (Set(split.train.map { groups[$0] }), Set(split.test.map { groups[$0] }))
            // A fifth of 13, rounded up, as scikit-learn's `GroupShuffleSplit(test_size=0.2)` takes.
            #expect(known.isDisjoint(with: held) && held.count == 3)
            #expect(try self.split(table, .groups(seed: UInt64(seed))) == split)
            parts.insert(held.sorted())
        }
        #expect(parts.count > 20)
    }

    @Test func theLatestRowsAreTestedOn() throws {
        let times = ["5", "1", "9", "3", "7", "2", "8", "4", "6", "0"]
        #expect(try split(try table(times: times), .time).test == [2, 6])
        #expect(try split(try table(times: times), .time, (1, 4)).test == [2, 4, 6])
        // Rows of one time are not parted, be the test part larger than asked.
        #expect(try split(try table(times: ["0", "1", "1", "1", "1"]), .time).train == [0])
        let dates = ["2026-03-02", "2026-03-01T23:59:59.5+02:00", "2026-02-28", "2026-03-01T22:00:00Z"]
        #expect(try split(try table(times: dates), .time, (1, 4)).test == [0])
        #expect(try split(try table(times: dates), .time, (1, 2)).test == [0, 3])
    }

    @Test func whatIsConstantOrRepeatedIsFound() throws {
        let table = try table(
            "a,b,c,y\n1,7,0,p\n2,7,0,q\n1,7,0,q\n1.0,7,-0,p\n3,7,1,p\n",
            TableColumns(label: "y")
        )
        #expect(table.constantFeatures == ["b"])
        // The first and the fourth row are alike in their numbers, and the third has another label.
        #expect(table.repeated([0, 1, 2, 3, 4], among: [0]) == 2)
        #expect(table.repeated([0], among: [1, 2, 4]) == 0)
        #expect(table.repeated([], among: [1]) == 0)
    }

    @Test func tooFewAreTold() throws {
        let one = try table(groups: [0, 0, 0, 0])
        #expect(throws: SplitError.tooFewGroups(.train, groupCount: 1)) { try split(one, .groups(seed: 1)) }
        let same = try table(times: ["1", "1", "1"])
        #expect(throws: SplitError.sameTime(rowCount: 3)) { try split(same, .time) }
    }
}
