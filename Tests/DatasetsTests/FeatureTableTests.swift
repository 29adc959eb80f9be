import Datasets
import Diagnostics
import Testing

@Suite struct FeatureTableTests {
    private func read(
        _ text: String,
        _ columns: [String] = ["a", "b"],
        needsLabel: Bool = false
    ) -> Result<FeatureTable, DatasetFailure> {
        Result { () throws(DatasetFailure) in
            try FeatureTable(
                csv: Array(text.utf8),
                named: "t.csv",
                columns: columns,
                label: "y",
                needsLabel: needsLabel
            )
        }
    }

    @Test func columnsAreFoundByName() throws {
        let table = try read("b,id,y,a\r\n2,x1,no,1\n\n4,\"x,2\",\"a \"\"yes\"\"\", 3 \n").get()
        #expect(table.values == [1, 2, 3, 4])
        #expect(table.labels == ["no", "a \"yes\""])
        #expect(table.rowCount == 2)
    }

    @Test func aLabelNeedNotBeThere() throws {
        let table = try read("\u{FEFF}a,b\n1,2\n").get()
        #expect(table.values == [1, 2])
        #expect(table.labels == nil)
    }

    @Test(arguments: [
        ("", "PR0502"), ("a,c\n1,2\n", "PR0510"), ("a,b,a\n1,2,3\n", "PR0511"), ("a,b\n", "PR0502"),
        ("a,b\n1\n", "PR0507"), ("a,b\n1,\n", "PR0508"), ("a,b\n1,x\n", "PR0509"), ("a,b\n1,1e999\n", "PR0509"),
        ("a,b\n1,\"2\n", "PR0505"), ("a,b\n1,\"2\"3\n", "PR0506"),
    ])
    func mistakesAreFound(text: String, code: String) throws {
        guard case .failure(let failure) = read(text) else {
            Issue.record("`\(text)` was read")
            return
        }
        #expect(failure.errors.map(\.code.id) == [code])
    }

    @Test func aLabelMayBeNeeded() throws {
        guard case .failure(let missing) = read("a,b\n1,2\n", needsLabel: true),
            case .failure(let empty) = read("a,b,y\n1,2,\n", needsLabel: true)
        else {
            Issue.record("rows without a label were read")
            return
        }
        #expect(missing.errors.map(\.code.id) == ["PR0510"])
        #expect(empty.errors.map(\.code.id) == ["PR0508"])
    }
}
