import Diagnostics
import Platform
import Providers

/// What goes wrong, said on standard error and in the operator log.
enum Complaint {
    /// - Parameter recorded: What the log says where the message may quote what is a person's.
    static func error(_ message: String, recorded: String? = nil) {
        StandardStream.error.write("error: \(message)\n")
        OperatorSession.record(.error, recorded ?? message)
    }

    /// - Parameter place: What it is about, such as a file and the record in it.
    static func error(_ message: String, code: DiagnosticCode, at place: String? = nil) {
        let line = place.map { "\n --> \($0)" } ?? ""
        StandardStream.error.write("error[\(code.id)]: \(message)\(line)\n")
        OperatorSession.record(.error, "\(code.id): \(message)")
    }

    static func warning(_ message: String) {
        StandardStream.error.write("warning: \(message)\n")
        OperatorSession.record(.warning, message)
    }
}
