import Testing

/// Data that cannot be learned from are found before a run begins, at their own line.
@Suite struct BadDataTests {
    private static let header = "sepal_length,sepal_width,petal_length,petal_width,species\n"

    private static let tables: [(content: String, place: String, code: String)] = [
        ("", "iris.csv", "PR0502"),
        (header, "iris.csv:1:51", "PR0502"),
        (header + "1,2,3,4,a\n1,2,3,4,b,9\n", "iris.csv:3:11", "PR0507"),
        (header + "1,2,3,4,a\n1,2,3,b\n", "iris.csv:3", "PR0507"),
        (header + "1,2,3,4,a\n1,,3,4,b\n", "iris.csv:3:3", "PR0508"),
        (header + "1,2,3,4,a\n1,two,3,4,b\n", "iris.csv:3:3", "PR0509"),
        (header + "1,2,3,4,a\n1,2,3,4,a\n", "iris.csv:1:51", "PR0514"),
    ]

    @Test(arguments: tables) func aTableIsRefusedAtItsLine(content: String, place: String, code: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(content, to: "iris.csv")
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("error[\(code)]"), "\(result.errors)")
        #expect(result.errors.contains("--> \(place)"), "\(result.errors)")
    }

    @Test func aLabelThatNoColumnHasIsNamed() throws {
        let workspace = try Workspace(plan: TinyPlan().replacing("label: species", "label: specie"))
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("error[PR0510]: no column is called `specie`"))
        #expect(result.errors.contains("did you mean `species`?"))
    }

    @Test func aFileThatIsNotThereIsSaidAtThePlansLine() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.remove("iris.csv")
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect(
            result.errors.contains("error[PR0002]: cannot read `iris.csv`") && result.errors.contains("tiny.yaml:5:10")
        )
    }

    /// A pipe would be waited for, and a device read without end.
    @Test(arguments: ["mkfifo iris.csv", "ln -s /dev/zero iris.csv", "mkdir iris.csv"])
    func onlyFilesAreRead(making: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        let result = try workspace.shell("rm iris.csv; \(making); planrun validate --allow-outside-paths tiny.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("error[PR0002]: cannot read `iris.csv`"))
    }
}
