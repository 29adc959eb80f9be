import Glibc

/// A file in memory that can be opened by its path, so that what reads files can be asked a thousand times a second.
package final class MemoryFile: Sendable {
    private let descriptor: CInt

    package init() {
        let name = "/planrun-fuzz-\(getpid())"
        descriptor = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0o600)
        // It goes on without its name, and is gone with the process.
        shm_unlink(name)
        require(descriptor >= 0, "there is no file in memory")
    }

    deinit { close(descriptor) }

    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Puts these bytes in the place of what it holds.
    package func hold(_ bytes: [UInt8]) {
        require(ftruncate(descriptor, 0) == 0, "the file cannot be emptied")
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { pwrite(descriptor, $0 + written, buffer.count - written, off_t(written)) } ?? 0
            }
            require(count > 0, "the file cannot be written")
            written += count
        }
    }
}
