import Datasets
import Digests
import Testing

@Suite struct TableTests {
    private func read(_ text: String, label: String = "y") throws -> Table {
        try Table(csv: Array(text.utf8), named: "d.csv", label: label)
    }

    /// The sums are those of Python's exact fractions, the digest is that of `sha256sum`.
    @Test func irisIsRead() throws {
        let table = try Table.read(csv: irisPath, named: "iris.csv", label: "species")
        #expect(table.featureNames == ["sepal_length", "sepal_width", "petal_length", "petal_width"])
        #expect(table.classes == ["setosa", "versicolor", "virginica"])
        #expect(table.classCounts == [50, 50, 50])
        #expect(table.rowCount == 150 && table.values.count == 600)
        let sums = (0..<4).map { column in (0..<150).reduce(0.0) { $0 + table.values[$1 * 4 + column] } }
        for (sum, expected) in zip(sums, [876.5, 458.6, 563.7, 179.9]) { #expect(abs(sum - expected) < 1e-9) }
        #expect(table.digest.description == "91eb642c3adbc7bad8e99c930c11fa3a5cc8a07262c7a753b4e6ecf405f2e05e")
    }

    @Test(arguments: [
        "a,y,b\n1,p,2\n3,q,4", "a,y,b\r\n1,p,2\r\n3,q,4\r\n", "\u{FEFF}a,y,b\n1,p,2\n\n3,q,4\n\n\n",
        "\"a\",\"y\",\"b\"\n\"1\",\"p\",\"2\"\r\n\"3\",\"q\",\"4\"", "\n\na,y,b\n 1,p,2 \n\t3,q, 4\n",
        "a,y,b\n1,p,2\r\n3,q,4\r",
    ])
    func theFormsOfRFC4180AreOneTable(text: String) throws {
        let table = try read(text)
        #expect(table.featureNames == ["a", "b"])
        #expect(table.values == [1, 2, 3, 4])
        #expect(table.classes == ["p", "q"] && table.labels == [0, 1])
        #expect(table.digest == SHA256.digest(text))
    }

    @Test func quotedCellsHoldCommasQuotesAndLineBreaks() throws {
        let table = try read(
            "\"a,1\",\"say \"\"a\"\"\"\n1,\"x, \"\"y\"\"\n\"\"\"\"z\"\n2,\"\"\"\"\n",
            label: "say \"a\""
        )
        #expect(table.featureNames == ["a,1"])
        #expect(table.labelName == "say \"a\"")
        #expect(table.classes == ["\"", "x, \"y\"\n\"\"z"])
        #expect(table.labels == [1, 0])
    }

    @Test func theLabelMayStandAnywhere() throws {
        #expect(try read("y,a,b\n1,2,3\n0,4,5\n").values == [2, 3, 4, 5])
        #expect(try read("a,b,y\n2,3,1\n4,5,0\n").values == [2, 3, 4, 5])
    }

    @Test(arguments: [
        (["10", "9", "-1"], ["-1", "9", "10"]), (["b10", "b9", "B"], ["B", "b10", "b9"]),
        (["10", "9", "x"], ["10", "9", "x"]), (["é", "z", "a"], ["a", "z", "é"]),
        (["01", "1", "0"], ["0", "01", "1"]),
    ])
    func classesAreSorted(names: [String], expected: [String]) throws {
        let table = try read("a,y\n" + names.map { "1,\($0)\n" }.joined())
        #expect(table.classes == expected)
        #expect(table.labels.map { table.classes[Int($0)] } == names)
    }

    @Test func manyClassesKeepTheirRows() throws {
        let names = (0..<3_000).map { "c\(($0 * 7) % 1_000)" }
        let table = try read("a,y\n" + names.enumerated().map { "\($0.offset),\($0.element)\n" }.joined())
        #expect(table.classes.count == 1_000)
        #expect(table.labels.map { table.classes[Int($0)] } == names)
        #expect(table.classCounts == [Int](repeating: 3, count: 1_000))
        #expect(table.values == (0..<3_000).map(Double.init))
    }
}
