internal import Glibc

/// A file without a name, which is gone when nobody uses it any longer, or the process ends.
final class UnnamedFile: Sendable {
    /// The folder that `TMPDIR` names, or `/tmp`; what messages call the file.
    private let folder: String
    private let descriptor: Int32

    init() throws(PlatformError) {
        let folder = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        self.folder = folder
        // The system puts letters in the place of the six that must stand there.
        var template = Array((folder + "/planrun-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw PlatformError(.create, folder, number: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit { close(descriptor) }

    /// At which this process can open it, for as long as it is used.
    var path: String { "/proc/self/fd/\(descriptor)" }

    /// Writes all of the bytes at a place; from any thread.
    func write(_ bytes: RawSpan, at place: Int) throws(PlatformError) {
        var written = 0
        while written < bytes.byteCount {
            let added = bytes.withUnsafeBytes { bytes in
                pwrite(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, place + written)
            }
            if added < 0 {
                guard errno == EINTR else { throw PlatformError(.write, folder, number: errno) }
            } else {
                written += added
            }
        }
    }

    /// Puts what stands from a place on in the place of the numbers from `start` on; from any thread.
    func read(_ numbers: inout [Double], from start: Int, at place: Int) throws(PlatformError) {
        let size = (numbers.count - start) * 8
        var read = 0
        while read < size {
            let added = numbers.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + start * 8 + read }, size - read, place + read)
            }
            if added < 0, errno == EINTR { continue }
            guard added > 0 else { throw PlatformError(.read, folder, number: added < 0 ? errno : EIO) }
            read += added
        }
    }
}
