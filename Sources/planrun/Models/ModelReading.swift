import ArgumentParser
import Classifiers
import Datasets
import Diagnostics
import Platform

/// Reads what the commands about models are given; what is wrong goes to standard error and ends the command.
struct ModelReading {
    let color: ColorOption

    func model(_ path: String) throws(ExitCode) -> ModelFile {
        let mapped: MappedFile
        do throws(PlatformError) {
            mapped = try MappedFile(path)
        } catch {
            throw refusal("cannot read the model `\(path)`: \(error.reason)", ModelCodes.unreadable, at: path)
        }
        do throws(ModelFileError) {
            return try ModelFile(mapped)
        } catch {
            let (message, code) = error.problem(at: path)
            throw refusal(message, code, at: path)
        }
    }

    /// The rows that a model asks for.
    func rows(_ path: String, for model: ModelFile, needsLabel: Bool) throws(ExitCode) -> FeatureTable {
        do throws(DatasetFailure) {
            return try FeatureTable.read(
                csv: path,
                named: path,
                columns: model.header.features,
                label: model.header.label,
                needsLabel: needsLabel,
                labelIsNumber: model.header.predictsNumbers,
                categories: Set(model.header.categories.keys),
                allowsMissing: model.classifier.takesMissing
            )
        } catch {
            throw refusal(error)
        }
    }

    func refusal(_ failure: DatasetFailure) -> ExitCode {
        var sources = SourceMap()
        report(failure.diagnostics(in: &sources), in: sources)
        return ExitStatus.planErrors.code
    }

    func report(_ diagnostics: [Diagnostic], in sources: SourceMap) {
        let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
        StandardStream.error.write(renderer.render(diagnostics, in: sources))
    }

    private func refusal(_ message: String, _ code: DiagnosticCode, at path: String) -> ExitCode {
        Complaint.error(message, code: code, at: path)
        return ExitStatus.planErrors.code
    }
}
