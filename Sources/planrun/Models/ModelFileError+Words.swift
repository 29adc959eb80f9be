import Classifiers
import Diagnostics

extension ModelFileError {
    /// What is wrong with the model at a path, and its code.
    func problem(at path: String) -> (message: String, code: DiagnosticCode) {
        switch self {
        case .foreign:
            return ("`\(path)` is no model of planrun's", ModelCodes.foreign)
        case .unknownVersion(let version):
            let message = "`\(path)` is in version \(version) of the format, and the latest known is"
            return ("\(message) \(ModelFile.version)", ModelCodes.unknownVersion)
        case .cutOff(let expected, let found):
            let message = "`\(path)` is cut off: it has \(found) bytes, and \(expected) at least are needed"
            return (message, ModelCodes.cutOff)
        case .damaged:
            return ("`\(path)` is damaged: it is not as it was written", ModelCodes.damaged)
        case .unusable(let reason):
            return ("`\(path)` holds no usable model: \(reason)", ModelCodes.damaged)
        }
    }
}
