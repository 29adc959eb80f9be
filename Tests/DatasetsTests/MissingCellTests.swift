import Datasets
import Plan
import Statistics
import Testing

@Suite struct MissingCellTests {
    private func read(_ text: String, _ contents: [String: DataColumnContent] = [:], allowsMissing: Bool = true) throws
        -> Table
    {
        try Table(
            csv: Array(text.utf8),
            named: "t.csv",
            columns: TableColumns(label: "y", contents: contents, allowsMissing: allowsMissing)
        )
    }

    @Test func emptyCellsAreNoNumbers() throws {
        let table = try read("a,b,y\n1,,p\n ,3,q\n5,6,p\n")
        #expect(table.values.map { $0.isNaN ? -1 : $0 } == [1, -1, -1, 3, 5, 6])
        #expect(table.missingCounts == [1, 1])
        #expect(table.rowCount == 3)
    }

    @Test func theyAreRefusedUnlessTheyMayBeThere() {
        #expect(throws: DatasetFailure.self) { try read("a,b,y\n1,,p\n2,3,q\n", allowsMissing: false) }
        #expect(throws: DatasetFailure.self) { try read("a,b,y\n1,2,\n2,3,q\n") }
        #expect(throws: DatasetFailure.self) { try read("a,b,y\n1,NA,p\n2,3,q\n", allowsMissing: false) }
        #expect(throws: DatasetFailure.self) { try read("a,b,y\n1,NB,p\n2,3,q\n") }
    }

    /// A category is the same number in every file, whatever stands round it and however it is quoted.
    @Test func categoriesAreTheNumbersOfTheirNames() throws {
        let table = try read("shop,b,y\nnorth,1,p\n\"south\",2,q\n north ,3,p\n,4,q\n", ["shop": .category])
        let (north, south) = (CategoryNumber.of("north"), CategoryNumber.of("south"))
        #expect(table.values.map { $0.isNaN ? -1 : $0 } == [north, 1, south, 2, north, 3, -1, 4])
        #expect(table.categories == [["north", "south"], nil])
        #expect(north != south)
        let asked = try FeatureTable(
            csv: Array("b,shop\n7,south\n,\n".utf8),
            named: "u.csv",
            columns: ["shop", "b"],
            label: "y",
            needsLabel: false,
            categories: ["shop"],
            allowsMissing: true
        )
        #expect(asked.values.map { $0.isNaN ? -1 : $0 } == [south, 7, -1, -1])
        #expect(asked.categoryNames[south] == "south")
    }

    @Test func aColumnThatNamesRowsIsRefused() {
        let rows = (0...1000).map { "s\($0),\($0 % 2)\n" }.joined()
        #expect(throws: DatasetFailure.self) { try read("shop,y\n" + rows, ["shop": .category]) }
        let fewer = (0..<1000).map { "s\($0),\($0 % 2)\n" }.joined()
        #expect(throws: Never.self) { try read("shop,y\n" + fewer, ["shop": .category]) }
    }

    /// Rows that lack the same value are alike.
    @Test func repeatedRowsAreFound() throws {
        let table = try read("a,b,y\n1,,p\n1,,p\n2,,q\n")
        #expect(table.repeated([1], among: [0]) == 1)
        #expect(table.repeated([2], among: [0]) == 0)
        #expect(table.constantFeatures == ["b"])
    }
}
