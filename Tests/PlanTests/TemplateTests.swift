import Plan
import Testing

struct TemplateTests {
    private let names = ["model", "window"]

    @Test func namesStandForValues() throws {
        let template = try Template(parsing: "a{{model}}b{{ window }}{{model}}", names: names)
        #expect(template.filled { "<\($0)>" } == "a<model>b<window><model>")
    }

    @Test(arguments: ["", "{", "{}", "a { b } c", "}}", "{ {model} }", "rate(x{a=\"b\"}[5m])", "ü{a}"])
    func textWithoutDoubleBracesIsItself(_ text: String) throws {
        #expect(try Template(parsing: text, names: names).filled { _ in "?" } == text)
    }

    @Test func bracesOfValuesAreNotReadAgain() throws {
        #expect(try Template(parsing: "{{model}}", names: names).filled { _ in "{{window}}" } == "{{window}}")
    }

    @Test func whatIsNotKnownIsRefusedAtItsPlace() {
        #expect(throws: Template.Problem.unknown("modle", 5..<10)) {
            try Template(parsing: "ab{{ modle }}", names: names)
        }
        #expect(throws: Template.Problem.unknown("", 4..<4)) { try Template(parsing: "ab{{}}", names: names) }
        #expect(throws: Template.Problem.unclosed(3..<5)) { try Template(parsing: "ü {{model} }", names: names) }
        #expect(throws: Template.Problem.unclosed(0..<2)) { try Template(parsing: "{{", names: names) }
    }
}
