import ArgumentParser
import Classifiers
import Compiler
import Datasets
import Diagnostics
import Digests
import JSON
import Plan
import Platform

struct ModelTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on all rows of a CSV file, and keep it in a file.",
        discussion: """
            Every column but the label, the weight and those to ignore is a feature, of numbers or of categories as its cells are. The same data, recipe and seed give the same file, \
            whatever the number of threads.
            """
    )

    @OptionGroup var options: RecipeOptions

    @Option(help: ArgumentHelp("The file to keep the model in.", valueName: "file"), completion: .file())
    var out: String

    @OptionGroup var color: ColorOption

    func run() async throws {
        let reading = ModelReading(color: color)
        let recipe = try options.recipe(reading)
        if let place = FileSystem.resolved(out), place == FileSystem.resolved(options.data) {
            Complaint.error(
                "the model would replace the data `\(options.data)`",
                code: ModelCodes.unwritable,
                at: "--out"
            )
            throw ExitStatus.stepFailed.code
        }
        let kind = try options.kind(of: recipe)
        let table = try options.table(for: kind, reading)
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
        StandardStream.output.write(Self.contents(of: table))
    }

    /// Which features are categories, and which tell nothing; nothing where all are numbers that vary.
    private static func contents(of table: Table) -> String {
        let categories = zip(table.featureNames, table.categories).compactMap { name, names in
            names.map { "\(PrintableText.escaping(name)) (\($0.count))" }
        }
        let constant = table.constantFeatures.map(PrintableText.escaping)
        return (categories.isEmpty ? "" : "categories: \(categories.joined(separator: ", "))\n")
            + (constant.isEmpty ? "" : "the same in all rows: \(constant.joined(separator: ", "))\n")
    }

    private func train(
        _ recipe: RecipeCompiler.Recipe,
        _ kind: any ModelKind.Type,
        on table: Table
    ) async throws(ExitCode) -> ModelFile {
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
            classifier = try await kind.learn(
                from: RecipeOptions.set(table),
                options: recipe.options,
                threads: options.threads
            )
        } catch {
            throw RecipeOptions.refusal(error)
        }
        guard let file = ModelFile(header, classifier) else { throw ExitStatus.internalError.code }
        return file
    }

    private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
