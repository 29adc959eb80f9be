import Datasets
import Diagnostics
import Plan
import Statistics
import Testing

/// What columns are taken for that nobody has declared.
@Suite struct InferredColumnTests {
    private func read(
        _ text: String,
        _ contents: [String: DataColumnContent] = [:],
        ignored: [String] = [],
        allowsMissing: Bool = false
    ) throws -> Table {
        try Table(
            csv: Array(text.utf8),
            named: "t.csv",
            columns: TableColumns(
                label: "y",
                ignored: ignored,
                contents: contents,
                infersContents: true,
                allowsMissing: allowsMissing
            )
        )
    }

    /// The problems, as `FILE:LINE:COLUMN: error[CODE]: MESSAGE`.
    private func problems(_ text: String, _ contents: [String: DataColumnContent] = [:]) -> [String] {
        do throws(DatasetFailure) {
            _ = try Table(
                csv: Array(text.utf8),
                named: "t.csv",
                columns: TableColumns(label: "y", contents: contents, infersContents: true)
            )
            return []
        } catch {
            return error.errors.map { "\($0.code.id) \($0.message)" }
        }
    }

    private func doubts(_ table: Table) -> [String] { table.doubts.map(\.message) }

    @Test func columnsAreOfNumbersOrOfTexts() throws {
        let table = try read("a,shop,b,y\n1,north, 2e3 ,p\n-.5,south,3,q\n2,north,4,p\n")
        #expect(table.categories == [nil, ["north", "south"], nil])
        #expect(
            table.values == [1, CategoryNumber.of("north"), 2000, -0.5, CategoryNumber.of("south"), 3]
                + [2, CategoryNumber.of("north"), 4]
        )
        #expect(table.doubts.isEmpty)
    }

    /// What is declared is so, whatever the cells look like.
    @Test func declarationsGoFirst() throws {
        let table = try read("code,y\n1,p\n2,q\n", ["code": .category])
        #expect(table.categories == [["1", "2"]])
        #expect(problems("shop,y\nnorth,p\n2,q\n", ["shop": .number]).first?.hasPrefix("PR0509") == true)
    }

    /// Cells that say nothing leave it to those behind them; in texts such a word is a text.
    @Test func wordsForMissingNumbersTellNothing() throws {
        let table = try read("a,b,c,y\nNA,none,?,p\n,red,,q\n3,none,,p\n", allowsMissing: true)
        #expect(table.categories == [nil, ["none", "red"], nil])
        #expect(table.missingCounts == [2, 0, 3])
        #expect(problems("a,y\nNA,p\n3,q\n") == ["PR0509 `a` in row 1 is not a number: `NA`"])
    }

    /// No row that is added makes a column one of another kind: it keeps its kind, or the file is refused at the new row.
    @Test(arguments: ["7", "x", "", "NA"]) func rowsThatAreAddedChangeNoKind(cell: String) throws {
        let texts = "a,shop,y\n1,north,p\n2,south,q\n3,north,p\n"
        let kinds = try read(texts, allowsMissing: true).categories.map { $0 == nil }
        for row in ["\(cell),north,p\n", "4,\(cell),p\n"] {
            guard let longer = try? read(texts + row, allowsMissing: true) else { continue }
            #expect(longer.categories.map { $0 == nil } == kinds, "\(row)")
        }
    }

    @Test func mixedColumnsAreRefusedWhereTheyAreMixed() {
        #expect(
            problems("shop,y\nnorth,p\n12,q\n13,q\n")
                == ["PR0748 `shop` begins with a text, and is a number in row 2: `12`"]
        )
        #expect(problems("a,y\n1,p\n1.5O,q\n") == ["PR0509 `a` in row 2 is not a number: `1.5O`"])
    }

    @Test func columnsThatNameOrCountRowsAreDoubtful() throws {
        let rows = (0..<40).map { row in
            "\(row * row),\(row * 7 % 40 + 100),\(row % 5),c\(row),2026-01-\(10 + row % 20),\(row % 2)\n"
        }
        let text = "id,number,age,name,day,y\n" + rows.joined()
        let table = try read(text)
        #expect(
            doubts(table) == [
                "`id` is taken for a feature: its whole numbers rise from row to row, as those that count rows or time do",
                "`number` is taken for a feature: it has each number from one to another once, as numbers of rows do",
                "`name` is taken for a feature: it has 40 different texts in 40 rows, as names do",
                "`day` is taken for a feature: all its texts are dates",
            ]
        )
        #expect(table.doubts.map(\.range.lowerBound) == [0, 3, 14, 19])
        let said: [String: DataColumnContent] = ["id": .number, "number": .number, "name": .category, "day": .category]
        #expect(try read(text, said).doubts.isEmpty)
        #expect(try read(text, ignored: ["id", "number", "name", "day"]).doubts.isEmpty)
    }

    /// Few rows may rise by chance, and measures that are no whole numbers may be sorted.
    @Test func littleIsNoDoubt() throws {
        #expect(try read("a,y\n1,p\n2,q\n3,p\n").doubts.isEmpty)
        let sorted = (0..<40).map { "\(Double($0) + 0.5),\($0 % 2)\n" }.joined()
        #expect(try read("a,y\n" + sorted).doubts.isEmpty)
    }

    /// A model that is asked about such a file takes the words for missing numbers as it did when it learnt.
    @Test func filesToPredictAreReadAlike() throws {
        let asked = try FeatureTable(
            csv: Array("a,shop\nNA,north\n2,NA\n".utf8),
            named: "u.csv",
            columns: ["a", "shop"],
            label: "y",
            needsLabel: false,
            categories: ["shop"],
            allowsMissing: true
        )
        let (north, missing) = (CategoryNumber.of("north"), CategoryNumber.of("NA"))
        #expect(asked.values.map { $0.isNaN ? -1 : $0 } == [-1, north, 2, missing])
    }
}
