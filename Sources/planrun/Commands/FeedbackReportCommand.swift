import ArgumentParser
import Compiler
import JSON
import Journal
import Platform
import Reports

struct FeedbackReportCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report what users say of a run, by the model that served them.",
        discussion: """
            Counts, ratings, their trend over time, the plan's categories with examples, and the terms that tell blame \
            from praise. A text that no keyword is in, and that comes with neither a rating nor a thumb, is judged by its \
            words; that sorts the report only: `feedback.negative` is a share of ratings and thumbs.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption
    @OptionGroup var paths: PathOption
    @OptionGroup var color: ColorOption

    func run() throws {
        let target = try FeedbackTarget(runID, state: state)
        let path = target.run.planPath
        let options = Compiler.Options(seed: target.seed, allowsOutsidePaths: paths.allowOutsidePaths)
        var loading = Loading(options: options, values: PlanValues(recorded: target.parameters), color: color)
        loading.showsWarnings = false
        let plan = try loading.load(path)
        guard plan.digest == target.run.programDigest else {
            Complaint.error(
                """
                the plan `\(path)` has changed since the run began: its program was \
                \(target.run.programDigest.prefix(12)) and is \(plan.digest.prefix(12)); put the plan back
                """
            )
            throw ExitStatus.planErrors.code
        }
        let report = try FeedbackGathering(target: target, plan: plan).report()
        switch format {
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(report.text(style: style))
        case .json: StandardStream.output.write(report.json.prettyText + "\n")
        }
    }
}
