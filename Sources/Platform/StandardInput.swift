internal import Glibc

/// What this process reads from.
package enum StandardInput {
    /// Whether somebody types it in.
    package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
