import ArgumentParser
import Diagnostics
import Platform

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a diagnostic's code means."
    )

    @Argument(help: ArgumentHelp("The code, such as PR0202, or its name; all codes where it is left out."))
    var code: String?

    func run() throws {
        guard let code else {
            for code in PlanLanguage.codes { StandardStream.output.write("\(code.id)  \(code.slug)\n") }
            return
        }
        let codes = PlanLanguage.codes
        guard let found = codes.first(where: { $0.id == code.uppercased() || $0.slug == code }) else {
            let near = Suggestion.nearest(to: code, among: codes.flatMap { [$0.id, $0.slug] })
            throw ValidationError("there is no code `\(code)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
        }
        StandardStream.output.write("\(found.id) \(found.slug) (\(found.severity.rawValue))\n\n\(found.explanation)\n")
    }
}
