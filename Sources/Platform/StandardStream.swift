internal import Glibc
internal import Synchronization

/// Standard output and standard error, unbuffered.
///
/// A stream that fails takes no more bytes, so that what was written is a whole beginning; the failure is kept for the end
/// of the process. A reader that went away is no failure: it has read what it wanted.
package enum StandardStream: Int32, Sendable, CaseIterable {
    case output = 1
    case error = 2

    private enum State { case open, closed, failed(PlatformError) }

    private static let states = Mutex<[StandardStream: State]>([:])

    /// Makes the standard streams safe to use; call it before any file is opened.
    ///
    /// A closed pipe, and a file grown to the user's limit, become errors of `write` in place of signals that end the
    /// process. A stream that the process was
    /// started without is opened in a way that fails: else the next file opened would get its number, and be written to by
    /// whoever means the stream.
    package static func prepare() {
        for number in [SIGPIPE, SIGXFSZ] { systemSignal(number, SIG_IGN) }
        while true {
            let descriptor = open("/dev/null", O_RDONLY)
            guard (0...StandardStream.error.rawValue).contains(descriptor) else {
                if descriptor >= 0 { close(descriptor) }
                return
            }
        }
    }

    /// Why the stream could not be written, or nil where all went well.
    package var failure: PlatformError? {
        guard case .failed(let error)? = Self.states.withLock({ $0[self] }) else { return nil }
        return error
    }

    package func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes all the bytes, as far as the stream takes them.
    package func write(_ bytes: [UInt8]) { try? deliver(bytes) }

    /// Writes all the bytes, and throws where the stream does not take them; a reader that went away is an error here.
    package func deliver(_ bytes: [UInt8]) throws(PlatformError) {
        switch Self.states.withLock({ $0[self] }) ?? .open {
        case .open: break
        case .closed: throw PlatformError(.write, name, number: EPIPE)
        case .failed(let error): throw error
        }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(rawValue, $0.baseAddress, $0.count) }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                let error = PlatformError(.write, name, number: errno)
                Self.states.withLock { $0[self] = error.number == EPIPE ? .closed : .failed(error) }
                throw error
            }
        }
    }

    /// The stream may have been made non-blocking by whoever shares it.
    private func waitUntilWritable() {
        var request = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
    }

    private var name: String { self == .output ? "standard output" : "standard error" }

    /// Whether the stream is a terminal.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The terminal's width in columns, or nil where there is none.
    package var columns: Int? {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
