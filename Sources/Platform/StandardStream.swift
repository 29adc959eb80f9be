internal import Glibc

/// Standard output and standard error, unbuffered; a reader that went away ends the writing quietly.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    package func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes all the bytes; gives up without a word where nobody reads any longer.
    package func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return }
            written += max(0, count)
        }
    }

    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The terminal's width in columns, or nil where there is none.
    package var columns: Int? {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
