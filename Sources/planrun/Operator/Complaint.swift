import Platform
import Providers

/// What goes wrong, said on standard error and in the operator log.
enum Complaint {
    /// - Parameter recorded: What the log says where the message may quote what is a person's.
    static func error(_ message: String, recorded: String? = nil) {
        StandardStream.error.write("error: \(message)\n")
        OperatorSession.record(.error, recorded ?? message)
    }

    static func warning(_ message: String) {
        StandardStream.error.write("warning: \(message)\n")
        OperatorSession.record(.warning, message)
    }
}
