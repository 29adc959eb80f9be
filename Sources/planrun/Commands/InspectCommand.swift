import ArgumentParser
import JSON
import Outlook
import Platform
import Reports

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract:
            "Show what a plan will do: whom it reaches, how long it takes, how soon it takes a bad candidate back.",
        discussion: """
            Everything is computed from the plan alone, before anything runs. Times are those of the watching; requests \
            are taken to come evenly at the stated rate.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The plan; `-` reads standard input.", valueName: "file"))
    var file: String

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func run() throws {
        let plan = try Loading(options: compiling.compilerOptions, color: color).load(file)
        let outlook = ReleaseOutlook(plan.program, language: PlanLanguage.language)
        switch format {
        case .json: StandardStream.output.write(outlook.json.prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(OutlookReport(style: style).text(outlook))
        }
    }
}
