import Diagnostics
import Formatting
import Testing

/// What is written, case by case.
struct GoldenTests {
    @Test(arguments: Golden.names(in: Golden.fixtures))
    func canonicalForm(name: String) throws {
        let result = try Reading.format(Golden.read("\(Golden.fixtures)/\(name).yaml"))
        #expect(result.diagnostics.isEmpty)
        try Golden.check(result.text ?? "refused\n", name)
    }

    @Test(arguments: Golden.corpus)
    func everyReadableTextKeepsItsContentAndIsWrittenOnce(path: String) throws {
        let bytes = try Golden.read(path)
        let before = Reading(bytes)
        guard before.tree != nil else { return }
        let once = try #require(Reading.format(bytes).text, "\(Reading.format(bytes).diagnostics)")
        #expect(Reading(Array(once.utf8)).content == before.content)
        #expect(Reading.format(Array(once.utf8)).text == once)
    }

    @Test(arguments: Golden.names(in: "plans"))
    func examplesAreCanonical(name: String) throws {
        let bytes = try Golden.read("plans/\(name).yaml")
        #expect(Reading.format(bytes).text == String(decoding: bytes, as: UTF8.self))
    }

    @Test(arguments: ["a: [1\n", "a: 1\na: 2\n", "", "# nothing\n", "a: \"x\"#y\n", "a: *b\n"])
    func errorsAreReportedAndNothingIsWritten(text: String) {
        let result = Reading.format(Array(text.utf8))
        #expect(result.text == nil)
        #expect(result.diagnostics.containsErrors)
        #expect(!result.diagnostics.map(\.code.slug).contains("unformattable"))
    }

    @Test func warningsAreNotRepeated() {
        #expect(Reading.format(Array("a: &b 1\n".utf8)).diagnostics.isEmpty)
    }

    @Test func plansAreToldFromOtherFiles() {
        func isPlan(_ text: String) -> Bool {
            PlanFormatter.isPlan(SourceFile(name: "test.yaml", bytes: Array(text.utf8)))
        }
        #expect(isPlan("planrun: 1\n"))
        #expect(isPlan("planrun_scenario: 1\nplan: x.yaml\n"))
        #expect(isPlan("{\"planrun\": 1}"))
        #expect(isPlan("planrun: 1\nbroken: [\n"))
        #expect(!isPlan("on: push\njobs: {}\n"))
        #expect(!isPlan("broken: [\n"))
        #expect(!isPlan(""))
    }
}
