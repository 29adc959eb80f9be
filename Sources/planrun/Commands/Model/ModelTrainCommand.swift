import ArgumentParser
import Classifiers
import Compiler
import Datasets
import Diagnostics
import Digests
import JSON
import Plan
import PlanSyntax
import Platform

struct ModelTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on all rows of a CSV file, and keep it in a file.",
        discussion: """
            Every column but the label, the weight and those to ignore is a feature and a number. The same data, recipe and seed give the same file, \
            whatever the number of threads.
            """
    )

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

    @Option(help: ArgumentHelp("A column that holds categories; may be repeated.", valueName: "column"))
    var category: [String] = []

    @Flag(help: "Let cells of features be empty; the model must take such rows, or its recipe say how they are filled.")
    var allowMissing = false

    @Option(
        help: ArgumentHelp(
            "The kind with its options, as in plans: '{random_forest: {n_estimators: 100, seed: 42}}'.",
            valueName: "recipe"
        )
    )
    var model: String

    @Option(help: ArgumentHelp("The file to keep the model in.", valueName: "file"), completion: .file())
    var out: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many threads may train, 0 for one a core.", valueName: "n")
    )
    var threads = 0

    @OptionGroup var color: ColorOption

    func validate() throws { try ExecuteCommand.check(threads: threads) }

    func run() async throws {
        let recipe = try recipe()
        if let place = FileSystem.resolved(out), place == FileSystem.resolved(data) {
            Complaint.error("the model would replace the data `\(data)`", code: ModelCodes.unwritable, at: "--out")
            throw ExitStatus.stepFailed.code
        }
        guard let kind = ModelRegistry.kind(named: recipe.kind) else { throw ExitStatus.internalError.code }
        let table = try table(predictsNumbers: kind.descriptor.predictsNumbers)
        let file = try await train(recipe, kind, on: table)
        let bytes = file.bytes
        do throws(PlatformError) {
            try FileSystem.put(bytes, at: out)
        } catch {
            Complaint.error(
                "cannot write the model `\(out)`: \(error.reason)",
                code: ModelCodes.unwritable,
                at: "--out"
            )
            throw ExitStatus.stepFailed.code
        }
        let sizes = [
            count(table.rowCount, "row"), count(table.featureCount, "feature"),
            table.numbers == nil ? "\(table.classes.count) classes" : "a number to predict", count(bytes.count, "byte"),
        ]
        StandardStream.output.write("\(out): \(recipe.kind), \(sizes.joined(separator: ", "))\n")
    }

    private func recipe() throws(ExitCode) -> RecipeCompiler.Recipe {
        var sources = SourceMap()
        let file = SourceFile(name: "--model", bytes: Array(model.utf8))
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        let compiled = parsed.tree.map { RecipeCompiler.compile($0, language: PlanLanguage.language) }
        let diagnostics = parsed.diagnostics + (compiled?.diagnostics ?? [])
        if !diagnostics.isEmpty { reading.report(diagnostics, in: sources) }
        guard let recipe = compiled?.recipe, !diagnostics.containsErrors else { throw ExitStatus.planErrors.code }
        return recipe
    }

    private func table(predictsNumbers: Bool) throws(ExitCode) -> Table {
        let columns = TableColumns(
            label: label,
            labelIsNumber: predictsNumbers,
            weight: weight,
            ignored: ignore,
            contents: Dictionary(category.map { ($0, .category) }) { first, _ in first },
            allowsMissing: allowMissing
        )
        do throws(DatasetFailure) {
            return try Table.read(csv: data, named: data, columns: columns)
        } catch {
            throw reading.refusal(error)
        }
    }

    private func train(
        _ recipe: RecipeCompiler.Recipe,
        _ kind: any ModelKind.Type,
        on table: Table
    ) async throws(ExitCode) -> ModelFile {
        let rows = FeatureRows(values: table.values, featureCount: table.featureCount)
        let plain =
            table.numbers.map { TrainingSet(rows: rows, numbers: $0, weights: table.weights) }
            ?? TrainingSet(
                rows: rows,
                labels: table.labels,
                classCount: table.classes.count,
                weights: table.weights
            )
        let set = plain.with(categories: table.categories)
        let what: JSONValue = ["kind": .string(recipe.kind), "options": recipe.options.json]
        let header = ModelHeader(
            kind: recipe.kind,
            options: recipe.options.json,
            features: table.featureNames,
            categories: Dictionary(
                zip(table.featureNames, table.categories).compactMap { name, names in names.map { (name, $0) } }
            ) { first, _ in first },
            label: table.labelName,
            classes: table.classes,
            rowCount: table.rowCount,
            dataDigest: table.digest.description,
            recipeDigest: SHA256.digest(what.canonicalText).description,
            programDigest: nil,
            producer: "planrun \(Planrun.version)"
        )
        let classifier: any Classifier
        do throws(TrainingError) {
            classifier = try await kind.learn(from: set, options: recipe.options, threads: threads)
        } catch {
            Complaint.error(
                "the model cannot be trained: \(error.sentence)",
                code: ModelCodes.untrainable,
                at: "--model"
            )
            throw ExitStatus.planErrors.code
        }
        guard let file = ModelFile(header, classifier) else { throw ExitStatus.internalError.code }
        return file
    }

    private var reading: ModelReading { ModelReading(color: color) }

    private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
