import Diagnostics
import Formatting
import Testing

/// Formatting changes the text of a plan and nothing that the compiler sees.
struct FormattingTests {
    @Test(arguments: [("ok", Golden.names(in: "ok")), ("err", Golden.names(in: "err"))])
    func aFormattedPlanCompilesToTheSame(part: String, names: [String]) throws {
        for name in names {
            let original = try Golden.input(part, name)
            let file = SourceFile(name: "plan.yaml", bytes: Array(original.utf8))
            guard let text = PlanFormatter.format(file, id: .init(index: 0)).text else { continue }
            let (before, after) = (Compiled(original), Compiled(text))
            #expect(before.identity == after.identity, "\(part)/\(name)")
            #expect(before.codes == after.codes, "\(part)/\(name)")
        }
    }
}
