import ArgumentParser
import Classifiers
import Compiler
import Datasets
import Diagnostics
import Plan
import PlanSyntax
import Platform

/// The rows of a file, and the recipe by which a model learns from them.
struct RecipeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The rows to learn from: CSV with a header.", valueName: "file"), completion: .file())
    var data: String

    @Option(
        help: ArgumentHelp("The column with the class of each row, or with the number to predict.", valueName: "column")
    )
    var label: String

    @Option(help: ArgumentHelp("The column with what each row counts, more than nothing.", valueName: "column"))
    var weight: String?

    @Option(help: ArgumentHelp("A column that is no feature; may be repeated.", valueName: "column"))
    var ignore: [String] = []

    @Option(
        help: ArgumentHelp(
            "A column that holds categories; may be repeated. Others do where their cells are texts.",
            valueName: "column"
        )
    )
    var category: [String] = []

    @Option(help: ArgumentHelp("A column that holds numbers; may be repeated.", valueName: "column"))
    var number: [String] = []

    @Flag(
        help: """
            Let cells of features be empty, and of numbers say so, as `NA` does; the model must take such rows, or its recipe say how \
            they are filled.
            """
    )
    var allowMissing = false

    @Option(
        help: ArgumentHelp(
            "The kind with its options, as in plans: '{random_forest: {n_estimators: 100, seed: 42}}'.",
            valueName: "recipe"
        )
    )
    var model: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many threads may train, 0 for one a core.", valueName: "n")
    )
    var threads = 0

    func validate() throws {
        try ExecuteCommand.check(threads: threads)
        if let column = category.first(where: number.contains) {
            throw ValidationError("--category and --number say two things at once of `\(column)`")
        }
    }

    func recipe(_ reading: ModelReading) throws(ExitCode) -> RecipeCompiler.Recipe {
        var sources = SourceMap()
        let file = SourceFile(name: "--model", bytes: Array(model.utf8))
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        let compiled = parsed.tree.map { RecipeCompiler.compile($0, language: PlanLanguage.language) }
        let diagnostics = parsed.diagnostics + (compiled?.diagnostics ?? [])
        if !diagnostics.isEmpty { reading.report(diagnostics, in: sources) }
        guard let recipe = compiled?.recipe, !diagnostics.containsErrors else { throw ExitStatus.planErrors.code }
        return recipe
    }

    func kind(of recipe: RecipeCompiler.Recipe) throws(ExitCode) -> any ModelKind.Type {
        guard let kind = ModelRegistry.kind(named: recipe.kind) else { throw ExitStatus.internalError.code }
        return kind
    }

    /// - Parameters:
    ///   - group: the column whose rows stay together where they are divided.
    ///   - time: the column with the time of each row, by which they are.
    func table(
        for kind: any ModelKind.Type,
        group: String? = nil,
        time: String? = nil,
        _ reading: ModelReading
    ) throws(ExitCode) -> Table {
        let columns = TableColumns(
            label: label,
            labelIsNumber: kind.descriptor.predictsNumbers,
            group: group,
            time: time,
            weight: weight,
            ignored: ignore,
            contents: Dictionary(category.map { ($0, .category) } + number.map { ($0, .number) }) { first, _ in first },
            infersContents: true,
            allowsMissing: allowMissing
        )
        do throws(DatasetFailure) {
            let table = try Table.read(csv: data, named: data, columns: columns)
            var sources = SourceMap()
            let doubts = table.doubts.map { $0.diagnostic(in: &sources) }
            if !doubts.isEmpty { reading.report(doubts, in: sources) }
            return table
        } catch {
            throw reading.refusal(error)
        }
    }

    /// The rows as models learn from them.
    static func set(_ table: Table) -> TrainingSet {
        let rows = FeatureRows(values: table.values, featureCount: table.featureCount)
        let plain =
            table.numbers.map { TrainingSet(rows: rows, numbers: $0, weights: table.weights) }
            ?? TrainingSet(
                rows: rows,
                labels: table.labels,
                classCount: table.classes.count,
                weights: table.weights
            )
        return plain.with(categories: table.categories)
    }

    /// Says why a model cannot be trained, and how the command ends.
    static func refusal(_ error: TrainingError) -> ExitCode {
        Complaint.error("the model cannot be trained: \(error.sentence)", code: ModelCodes.untrainable, at: "--model")
        return ExitStatus.planErrors.code
    }
}
