internal import Glibc

/// A stream socket of this machine that has a path: one question, and the answer up to the end of the stream.
package enum LocalSocket {
    /// Why a question had no answer.
    package enum Problem: Error, Sendable, Hashable {
        case failed(PlatformError)
        case timedOut
        /// The answer had more bytes than it may have.
        case tooLarge
    }

    /// Sends the bytes to the socket at a path and waits, without holding a thread, until the other side has answered and
    /// closed the stream.
    package static func ask(
        _ path: String,
        _ question: [UInt8],
        timeout: Duration,
        limit: Int
    ) async throws(Problem) -> [UInt8] {
        let descriptor = try connect(to: path)
        defer { close(descriptor) }
        let clock = ContinuousClock()
        let deadline = clock.now + timeout
        var sent = 0
        while sent < question.count {
            let count = question[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else {
                try await wait(path, until: deadline)
            }
        }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count == 0 { return answer }
            if count < 0 {
                try await wait(path, until: deadline)
                continue
            }
            guard count <= limit - answer.count else { throw .tooLarge }
            answer.append(contentsOf: chunk[..<count])
        }
    }

    private static func connect(to path: String) throws(Problem) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        // With the zero at its end.
        guard !bytes.isEmpty, !bytes.contains(0), bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .failed(PlatformError(.open, path, number: ENAMETOOLONG))
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        guard descriptor >= 0 else { throw .failed(PlatformError(.open, path, number: errno)) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else {
            let number = errno
            close(descriptor)
            throw .failed(PlatformError(.open, path, number: number))
        }
        return descriptor
    }

    /// Lets a little time go by where the last call would have had to wait.
    private static func wait(_ path: String, until deadline: ContinuousClock.Instant) async throws(Problem) {
        let number = errno
        guard number == EAGAIN || number == EINTR else { throw .failed(PlatformError(.read, path, number: number)) }
        guard ContinuousClock().now < deadline, !Task.isCancelled else { throw .timedOut }
        // Cut short by whoever gives up.
        try? await Task.sleep(for: .milliseconds(2))
    }
}
