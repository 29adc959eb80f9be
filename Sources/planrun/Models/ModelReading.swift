import ArgumentParser
import Classifiers
import Datasets
import Diagnostics
import Platform

/// Reads what the commands about models are given; what is wrong goes to standard error and ends the command.
struct ModelReading {
    let color: ColorOption

    func model(_ path: String) throws(ExitCode) -> ModelFile {
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.read(path)
        } catch {
            throw refusal("cannot read the model `\(path)`: \(error.reason)", ModelCodes.unreadable, at: path)
        }
        do throws(ModelFileError) {
            return try ModelFile(bytes: bytes)
        } catch {
            switch error {
            case .foreign:
                throw refusal("`\(path)` is no model of planrun's", ModelCodes.foreign, at: path)
            case .unknownVersion(let version):
                let message = "`\(path)` is in version \(version) of the format, and the latest known is"
                throw refusal("\(message) \(ModelFile.version)", ModelCodes.unknownVersion, at: path)
            case .cutOff(let expected, let found):
                let message = "`\(path)` is cut off: it has \(found) bytes, and \(expected) at least are needed"
                throw refusal(message, ModelCodes.cutOff, at: path)
            case .damaged:
                throw refusal("`\(path)` is damaged: it is not as it was written", ModelCodes.damaged, at: path)
            case .unusable(let reason):
                throw refusal("`\(path)` holds no usable model: \(reason)", ModelCodes.damaged, at: path)
            }
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
                needsLabel: needsLabel
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
