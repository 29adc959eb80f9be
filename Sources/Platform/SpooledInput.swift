internal import Glibc

/// Standard input as a file, for what has to be read twice. The file has no name, and goes when the process ends.
package struct SpooledInput: Sendable {
    /// A path at which this process can open the file, again and again.
    package let path: String

    /// Reads standard input to its end.
    package init() throws(PlatformError) {
        let folder = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((folder + "/planrun-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw PlatformError(.write, folder, number: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        path = "/proc/self/fd/\(descriptor)"
        let input = ByteStream.standardInput()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = try input.read(into: &buffer, at: 0, limit: buffer.count), count > 0 {
            var written = 0
            while written < count {
                let added = buffer.withUnsafeBytes {
                    write(descriptor, $0.baseAddress.map { $0 + written }, count - written)
                }
                if added < 0 {
                    guard errno == EINTR else { throw PlatformError(.write, folder, number: errno) }
                } else {
                    written += added
                }
            }
        }
    }
}
