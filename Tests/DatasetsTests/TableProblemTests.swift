import Datasets
import Diagnostics
import Testing

@Suite struct TableProblemTests {
    @Test(arguments: [
        ("", "d.csv:1:1: error[PR0502]: `d.csv` is empty"),
        ("\u{FEFF}\r\n\n", "d.csv:1:1: error[PR0502]: `d.csv` is empty"),
        ("a,y\n", "d.csv:1:3: error[PR0502]: `d.csv` has no rows"),
        ("a,y\n1\n", "d.csv:2:2: error[PR0507]: row 1 has 1 cell, the header has 2"),
        ("a,b,y\n1,2,p\n3,4,q,5,6\n", "d.csv:3:7: error[PR0507]: row 2 has 5 cells, the header has 3"),
        ("a,y\n1,p\n,q\n", "d.csv:3:1: error[PR0508]: `a` is missing in row 2"),
        ("a,y\n1,p\n\"\",q\n", "d.csv:3:1: error[PR0508]: `a` is missing in row 2"),
        ("a,y\n1,p\n  ,q\n", "d.csv:3:1: error[PR0508]: `a` is missing in row 2"),
        ("a,y\n1,p\n2,\n", "d.csv:3:3: error[PR0508]: the label `y` is missing in row 2"),
        ("a,y\n1,p\n2, \n", "d.csv:3:3: error[PR0508]: the label `y` is missing in row 2"),
        ("a,y\n1,p\nx1,q\n", "d.csv:3:1: error[PR0509]: `a` in row 2 is not a number: `x1`"),
        ("a,y\n1,p\n\n\"1,5\",q\n", "d.csv:4:1: error[PR0509]: `a` in row 2 is not a number: `1,5`"),
        ("a,y\n1e999,p\n2,q", "d.csv:2:1: error[PR0509]: `a` in row 1 is too large: `1e999`"),
        ("a,y\ninf,p\n2,q", "d.csv:2:1: error[PR0509]: `a` in row 1 is not a number: `inf`"),
        ("a,y\n1,p\n2,\"q", "d.csv:3:3: error[PR0505]: the closing quote of a cell is missing"),
        ("a,\"y\n1,p\n2,q", "d.csv:1:3: error[PR0505]: the closing quote of a cell is missing"),
        ("a,y\n1,\"p\" x\n2,q", "d.csv:2:6: error[PR0506]: text follows the closing quote of a cell"),
        ("a,b\n1,2\n", "d.csv:1:1: error[PR0510]: no column is called `y`"),
        ("a,y,a\n1,p,2\n", "d.csv:1:5: error[PR0511]: column 3 has the name of column 1, `a`"),
        (",a,y\n1,1,p\n", "d.csv:1:1: error[PR0512]: column 1 has no name"),
        ("a,y,\n1,p,\n", "d.csv:1:5: error[PR0512]: column 3 has no name"),
        ("y\np\nq\n", "d.csv:1:1: error[PR0513]: no column stands beside the label `y`"),
        ("a,y\n1,p\n2,p\n", "d.csv:1:3: error[PR0514]: the label `y` has only one class, `p`"),
        ("a,y\n1,p\n2,q\n3,p \n", "d.csv:4:3: error[PR0516]: the class `p ` looks like the class `p`"),
        ("a,y\n1,\u{e9}\n2,e\u{301}\n", "d.csv:3:3: error[PR0516]: the class `e\u{301}` looks like the class `é`"),
        ("a,y\n1,p\0\n2,q\n", "d.csv:1:1: error[PR0504]: `d.csv` is not text in UTF-8"),
    ])
    func eachProblemIsLocated(text: String, expected: String) {
        #expect(problems(ofCSV: text) == expected)
    }

    /// What one row tells of a column is not told again of each.
    @Test func aColumnOfTextsIsOneProblem() {
        let text = "shop,a,y\nvillage,1,p\nstation,x,q\nmarket,z,p\n"
        let found = problems(ofCSV: text)
        #expect(
            found == """
                d.csv:2:1: error[PR0509]: `shop` in row 1 is not a number: `village`
                d.csv:3:9: error[PR0509]: `a` in row 2 is not a number: `x`
                d.csv:4:8: error[PR0509]: `a` in row 3 is not a number: `z`
                """
        )
        let first = firstProblem(ofCSV: text, label: "y")
        #expect(first.contains("help: declare `shop` a `category` if its texts are to be learnt from, else ignore it"))
    }

    @Test func otherEncodingsAreRefused() {
        let latin1 = Array("a,y\n1,p\n2,caf".utf8) + [0xE9, 0x0A]
        #expect(problems(ofCSV: latin1) == "d.csv:3:3: error[PR0503]: a class is not text in UTF-8")
        let header = Array("a,y,caf".utf8) + [0xE9] + Array("\n1,p,2\n".utf8)
        #expect(problems(ofCSV: header) == "d.csv:1:8: error[PR0503]: a cell is not encoded in UTF-8")
        let cell = Array("a,y\n1,p\n".utf8) + [0xE9] + Array(",q\n".utf8)
        #expect(problems(ofCSV: cell) == "d.csv:3:1: error[PR0503]: a cell is not encoded in UTF-8")
        let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0x00]
        #expect(problems(ofCSV: utf16).hasSuffix("error[PR0504]: `d.csv` is not text in UTF-8"))
    }

    @Test func aFileThatIsNotThere() {
        let found = problems { () throws(DatasetFailure) in
            _ = try Table.read(csv: "/nowhere/x.csv", named: "data/x.csv", label: "y")
        }
        #expect(found == "data/x.csv:1:1: error[PR0501]: cannot read `data/x.csv`: No such file or directory")
    }

    @Test func aLabelThatIsNotThereHasASuggestion() {
        #expect(
            firstProblem(ofCSV: "sepal,species\n1,p\n", label: "spcies") == """
                error[PR0510]: no column is called `spcies`
                 --> d.csv:1:1
                  |
                1 | sepal,species
                  | ^^^^^^^^^^^^^ the header
                  |
                  = note: the columns are `sepal`, `species`
                  = help: did you mean `species`?

                """
        )
        #expect(firstProblem(ofCSV: "a;y\n1;p\n").contains("help: separate the cells by commas"))
    }

    @Test func aMarkerOfMissingValuesHasHelp() {
        #expect(
            firstProblem(ofCSV: "a,y\n1,p\nNA,q\n") == """
                error[PR0509]: `a` in row 2 is not a number: `NA`
                 --> d.csv:3:1
                  |
                3 | NA,q
                  | ^^
                  |
                  = help: remove such rows, fill the values in beforehand, or allow them: `checks: { missing: 5% }`, `--allow-missing`

                """
        )
    }

    @Test func allProblemsOfARowAreReported() {
        #expect(
            problems(ofCSV: "a,b,y\nx,,\n1,2,p") == """
                d.csv:2:1: error[PR0509]: `a` in row 1 is not a number: `x`
                d.csv:2:3: error[PR0508]: `b` is missing in row 1
                d.csv:2:4: error[PR0508]: the label `y` is missing in row 1
                """
        )
    }

    @Test func theFirstTenAreShownAndTheOthersCounted() throws {
        let text = "a,y\n1,p\n" + (0..<25).map { "x\($0),p\n" }.joined()
        #expect(problems(ofCSV: text).split(separator: "\n").count == 10)
        do {
            _ = try Table(csv: Array(text.utf8), named: "d.csv", label: "y")
            Issue.record("the text was read")
        } catch {
            #expect(error.errors.count == 10 && error.hiddenCount == 15)
            #expect(error.errors[9].message == "`a` in row 11 is not a number: `x9`")
            #expect(error.errors[9].notes == ["15 more problems of this file are not shown"])
            #expect(error.errors[8].notes.isEmpty)
            // Only the line of the problem is kept, with its place in the file.
            #expect(error.errors[9].file.bytes == Array("x9,p".utf8))
            #expect(error.errors[9].file.firstLine == 12)
            #expect(error.errors[9].file.firstOffset == 8 + 9 * 5)
        }
    }

    @Test func linesAreCountedThroughQuotedLineBreaks() {
        let text = "a,y\n1,\"p\nq\nr\"\n2,\"s\"\nx,\"t\"\n"
        #expect(problems(ofCSV: text) == "d.csv:6:1: error[PR0509]: `a` in row 3 is not a number: `x`")
    }

    @Test func aLabelWithAThousandAndOneValuesIsNone() {
        let text = "a,y\n" + (0..<1_001).map { "1,\($0).5\n" }.joined()
        #expect(problems(ofCSV: text) == "d.csv:1:3: error[PR0515]: the label `y` has more than 1000 classes")
    }

    @Test func longValuesAreCut() {
        let text = "a,y\n" + String(repeating: "é", count: 1_000) + ",p\n"
        let value = String(repeating: "é", count: 40) + "…"
        #expect(problems(ofCSV: text) == "d.csv:2:1: error[PR0509]: `a` in row 1 is not a number: `\(value)`")
    }

    @Test func codesAndSlugsAreUnique() {
        let codes = DatasetCodes.all
        #expect(Set(codes.map(\.id)).count == codes.count)
        #expect(Set(codes.map(\.slug)).count == codes.count)
        #expect(codes.allSatisfy { ["PR05", "PR06", "PR07"].contains($0.id.prefix(4)) })
        #expect(codes.allSatisfy { $0.explanation.hasSuffix(".") })
    }
}
