import ArgumentParser
import Datasets
import Journal
import Plan
import Platform
import Providers

struct FeedbackAddCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add what one user says of a run.",
        discussion: """
            Without --text, a terminal is asked for the text, and for a rating where neither --rating nor --thumb is \
            given; an empty answer is none. Where standard input is no terminal, it is read as the text if there is \
            neither --rating nor --thumb; --text - reads it in any case.

            An entry for a run that goes on, waits or was interrupted counts from its next observation on. A run that is \
            over decides nothing any more: the entry is stored and reported.

            Of a replay it is known which model answered whom. Where a router divides the traffic, --model says it.
            """
    )

    /// A time of the run on the command line.
    struct RunTime: ExpressibleByArgument {
        let duration: Duration

        init?(argument: String) {
            guard let duration = Duration(planText: argument) else { return nil }
            self.duration = duration
        }
    }

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(help: ArgumentHelp("Who says it, such as user-17.", valueName: "unit"))
    var unit: String

    @Option(parsing: .unconditional, help: ArgumentHelp("A rating, on the scale of the plan.", valueName: "n"))
    var rating: Double?

    @Option(help: ArgumentHelp("A thumb in place of a rating: up or down.", valueName: "up|down"))
    var thumb: FeedbackEntry.Thumb?

    @Option(parsing: .unconditional, help: ArgumentHelp("What is said; `-` reads standard input.", valueName: "text"))
    var text: String?

    @Option(
        help: ArgumentHelp("Which model answered, where a router divides the traffic.", valueName: "candidate|baseline")
    )
    var model: ModelRole?

    @Option(
        help: ArgumentHelp("When it was said, from the run's beginning on; now unless stated.", valueName: "duration")
    )
    var after: RunTime?

    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption

    func validate() throws {
        if unit.isEmpty { throw ValidationError("--unit must not be empty") }
        if let rating, !rating.isFinite { throw ValidationError("--rating must be a finite number") }
        if rating != nil, thumb != nil { throw ValidationError("give --rating or --thumb, not both") }
    }

    private var modelProblem: String {
        model == nil
            ? "a router divides the traffic of `\(runID)`, so only you know which model answered: say it with `--model`"
            : "`--model` is for runs whose traffic a router divides; who has which model in `\(runID)` is known"
    }

    func run() throws {
        let target = try FeedbackTarget(runID, state: state)
        guard target.isLive == (model != nil) else { throw FeedbackFailure.usage(modelProblem) }
        let words = try FeedbackPrompt().complete(.init(rating: rating, hasThumb: thumb != nil, text: text))
        let said = after?.duration
        let entry = FeedbackEntry(
            after: said ?? target.now,
            unit: unit,
            rating: words.rating,
            thumb: thumb,
            text: words.text,
            model: model
        )
        let isNew = try target.add([(entry, said)], source: .add) == 1
        OperatorSession.note(
            "feedback added",
            ["entries": .number(isNew ? 1 : 0), "unit": .text(UnitName(stateFolder: target.journal.folder).of(unit))]
        )
        let what = isNew ? "added: \(target.effect)" : "known already: the unit has said the same at that time"
        StandardStream.output.write(what + "\n")
    }
}

extension FeedbackEntry.Thumb: ExpressibleByArgument {}

extension ModelRole: ExpressibleByArgument {}
