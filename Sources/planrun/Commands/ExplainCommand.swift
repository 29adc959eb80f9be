import ArgumentParser
import Compiler
import Diagnostics
import Platform

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a diagnostic's code means."
    )

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, markdown
    }

    @Argument(help: ArgumentHelp("The code, such as PR0202, or its name; all codes where it is left out."))
    var code: String?

    @Flag(help: "Explain every code, where without it they are only listed.")
    var all = false

    @Option(help: "How --all is printed: text, or markdown, a table.")
    var form = Form.text

    func validate() throws {
        if all, let code { throw ValidationError("--all explains every code, and `\(code)` is one; give either") }
        if form == .markdown, !all { throw ValidationError("--form markdown goes with --all") }
        guard let code, found(code) == nil else { return }
        let known = PlanLanguage.codes.flatMap { [$0.id, $0.slug] }
        throw ValidationError("there is no code `\(code)`" + Suggestion.question(for: code, among: known))
    }

    func run() {
        let codes = PlanLanguage.codes
        if all {
            StandardStream.output.write(form == .markdown ? table(codes) : codes.map(text).joined(separator: "\n"))
            return
        }
        if let code, let found = found(code) {
            StandardStream.output.write(text(found))
        } else {
            StandardStream.output.write(codes.map { "\($0.id)  \($0.slug)\n" }.joined())
        }
    }

    private func found(_ code: String) -> DiagnosticCode? {
        PlanLanguage.codes.first { $0.id == code.uppercased() || $0.slug == code }
    }

    private func text(_ code: DiagnosticCode) -> String {
        "\(code.id) \(code.slug) (\(code.severity.rawValue))\n\n\(code.explanation)\n"
    }

    private func table(_ codes: [DiagnosticCode]) -> String {
        var table = MarkdownTable("code", "name", "severity", "meaning")
        for code in codes.sorted(by: { $0.id < $1.id }) {
            table.add(code.id, "`\(code.slug)`", code.severity.rawValue, code.explanation)
        }
        return table.text
    }
}
