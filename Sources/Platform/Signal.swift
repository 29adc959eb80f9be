internal import Glibc

/// The signals that end processes.
package enum Signal {
    /// The system's words for a signal, such as "Killed".
    package static func words(for number: Int) -> String {
        guard let words = strsignal(Int32(truncatingIfNeeded: number)) else { return "unknown" }
        return String(cString: words)
    }
}
