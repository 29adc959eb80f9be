internal import Glibc

/// A file or standard input, read piece by piece; a file is closed when its stream is no longer used.
package struct ByteStream: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file; a folder is refused.
    package init(path: String) throws(PlatformError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw PlatformError(.read, path, number: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PlatformError(.read, path, number: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw PlatformError(.read, path, number: EISDIR) }
    }

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Standard input, which stays open.
    package static func standardInput() -> ByteStream { ByteStream(descriptor: STDIN_FILENO, path: "standard input") }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    /// Puts the next bytes, at most `limit`, into a buffer from `offset` on, and says how many: 0 at the end only.
    package func read(into buffer: inout [UInt8], at offset: Int, limit: Int) throws(PlatformError) -> Int {
        let room = min(limit, buffer.count - offset)
        guard room > 0 else { return 0 }
        while true {
            let count = buffer.withUnsafeMutableBytes { bytes in
                systemRead(descriptor, bytes.baseAddress.map { $0 + offset }, room)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw PlatformError(.read, path, number: errno) }
        }
    }
}
