import ArgumentParser
import JSON
import Outlook
import Plan
import Platform
import Reports

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract:
            "Show what a plan will do: whom it reaches, how long it takes, how soon it takes a bad candidate back.",
        discussion: """
            Everything is computed from the plan alone, before anything runs. Times are those of the watching; requests \
            are taken to come evenly at the stated rate. Of change windows it says which comes next.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The plan; `-` reads standard input.", valueName: "file"))
    var file: String

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var calendar: CalendarOption
    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func run() throws {
        let plan = try Loading(options: compiling.compilerOptions, color: color).load(file)
        let outlook = ReleaseOutlook(plan.program, language: PlanLanguage.language)
        let window = try nextWindow(plan.program)
        switch format {
        case .json:
            var json = outlook.json
            if let window, case .object(var object) = json {
                object["next_window"] = ["at": .string(window.at), "opens": .string(window.opens)]
                json = .object(object)
            }
            StandardStream.output.write(json.prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(OutlookReport(style: style).text(outlook, next: window?.words))
        }
    }

    /// The change window that is open at a moment, or the next one.
    private struct Window {
        let at: String
        let opens: String

        var words: String {
            at == opens ? "a change window is open at \(at)" : "the next change window after \(at) opens at \(opens)"
        }
    }

    private func nextWindow(_ program: Program) throws(ExitCode) -> Window? {
        guard let changes = program.changes, let calendar = try calendar.calendar(of: program) else { return nil }
        let opening = calendar.opening(of: changes, from: .zero)
        return Window(at: calendar.text(.zero), opens: calendar.text(opening))
    }
}
