import ArgumentParser
import Classifiers
import Compiler
import Datasets
import Execution

struct ModelCrossValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cross-validate",
        abstract: "Give the metrics of a recipe over rows that its models have not seen.",
        discussion: """
            The rows are divided into folds, each of which is answered by a model of the others. Every class is spread evenly over the \
            folds, unless rows of one group stay together; by time, each fold is answered by a model of the rows before it, and the first by \
            none. Metrics and conditions are those of `planrun model evaluate`, over the answers of all folds together, and besides their mean over the folds with its standard error.
            """
    )

    @OptionGroup var options: RecipeOptions

    @Option(help: ArgumentHelp("How many folds there are.", valueName: "n"))
    var folds = 5

    @Option(help: ArgumentHelp("Where the random numbers start that divide the rows.", valueName: "n"))
    var seed: UInt32 = 0

    @Option(help: ArgumentHelp("The column whose rows stay together where they are alike.", valueName: "column"))
    var group: String?

    @Option(help: ArgumentHelp("The column with the time of each row, by which rows are divided.", valueName: "column"))
    var time: String?

    @OptionGroup var answers: AnswerOptions

    func validate() throws {
        guard 2...1000 ~= folds else { throw ValidationError("--folds is a number from 2 to 1000") }
        guard group == nil || time == nil else {
            throw ValidationError("--group and --time say two things at once of how rows are divided")
        }
    }

    func run() async throws {
        let reading = ModelReading(color: answers.color)
        let recipe = try options.recipe(reading)
        let kind = try options.kind(of: recipe)
        let table = try options.table(for: kind, group: group, time: time, reading)
        let validator = CrossValidator(
            kind: kind,
            options: recipe.options,
            folds: Folds(folds, seed: UInt64(seed)),
            threads: options.threads
        )
        let answered: CrossValidator.Answers?
        do throws(TrainingError) {
            answered = try await validator.answers(RecipeOptions.set(table), groups: table.groups, times: table.times)
        } catch {
            throw RecipeOptions.refusal(error)
        }
        guard let answered else {
            Complaint.error(
                "the rows cannot be divided into \(folds) folds: too few classes, groups or times are left to learn from",
                code: ModelCodes.untrainable,
                at: "--folds"
            )
            throw ExitStatus.planErrors.code
        }
        if let numbers = table.numbers {
            try answers.show(
                options.data,
                labels: answered.rows.map { numbers[$0] },
                answers: answered.numbers,
                folds: answered.folds
            )
        } else {
            try answers.show(
                options.data,
                classes: table.classes,
                labels: answered.rows.map { Int(table.labels[$0]) },
                answers: answered.classes.map { Int($0) },
                folds: answered.folds
            )
        }
    }
}
