import ArgumentParser
import Compiler
import Diagnostics
import JSON
import Platform

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a diagnostic's code means."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    @Argument(help: ArgumentHelp("The code, such as PR0202, or its name; all codes where it is left out."))
    var code: String?

    @Flag(help: "Explain every code, where without it they are only listed.")
    var all = false

    @Option(help: "How the codes are printed: text, json, or, with --all, markdown, a table.")
    var format = Format.text

    func validate() throws {
        if all, let code { throw ValidationError("--all explains every code, and `\(code)` is one; give either") }
        if format == .markdown, !all { throw ValidationError("--format markdown goes with --all") }
        guard let code, found(code) == nil else { return }
        let known = PlanLanguage.codes.flatMap { [$0.id, $0.slug] }
        let meant = Suggestion.question(for: code, among: known)
        throw ValidationError("there is no code `\(code)`" + (meant.isEmpty ? "; `planrun explain` lists them" : meant))
    }

    func run() {
        let codes = PlanLanguage.codes.sorted { $0.id < $1.id }
        let chosen = code.flatMap(found)
        let text =
            switch format {
            case .markdown: table(codes)
            case .json: json(chosen.map { [$0] } ?? codes)
            case .text where all: codes.map(explanation).joined(separator: "\n")
            case .text: chosen.map(explanation) ?? codes.map { "\($0.id)  \($0.slug)\n" }.joined()
            }
        StandardStream.output.write(text)
    }

    private func found(_ code: String) -> DiagnosticCode? { PlanLanguage.codes.first { $0.isNamed(code) } }

    private func explanation(_ code: DiagnosticCode) -> String {
        "\(code.id) \(code.slug) (\(code.severity.rawValue))\n\n\(code.explanation)\n"
    }

    private func json(_ codes: [DiagnosticCode]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("format_version", 1)
            writer.array("codes") { writer in
                for code in codes {
                    writer.object { writer in
                        writer.member("code", code.id)
                        writer.member("slug", code.slug)
                        writer.member("severity", code.severity.rawValue)
                        writer.member("explanation", code.explanation)
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    private func table(_ codes: [DiagnosticCode]) -> String {
        var table = MarkdownTable("code", "name", "severity", "meaning")
        for code in codes { table.add(code.id, "`\(code.slug)`", code.severity.rawValue, code.explanation) }
        return table.text
    }
}
