internal import Glibc
internal import Synchronization

/// A file without a name for what does not fit into memory, gone when nobody uses it any longer, or the process ends.
package final class ScratchFile: Sendable {
    private let descriptor: Int32
    private let folder: String
    private let end = Atomic<Int>(0)

    /// Makes one in the folder that `TMPDIR` names, or in `/tmp`.
    package init() throws(PlatformError) {
        let folder = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        self.folder = folder
        var template = Array((folder + "/planrun-XXXXXX").utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { path in
            guard let path = path.baseAddress else { return Int32(-1) }
            let descriptor = mkstemp(path)
            if descriptor >= 0 {
                unlink(path)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            }
            return descriptor
        }
        guard descriptor >= 0 else { throw PlatformError(.create, folder, number: errno) }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Writes the first `count` numbers behind what is there, and says where; from any thread.
    package func append(_ numbers: [Double], count: Int) throws(PlatformError) -> Int {
        let size = min(count, numbers.count) * 8
        let place = end.wrappingAdd(size, ordering: .relaxed).oldValue
        var written = 0
        while written < size {
            let added = numbers.withUnsafeBytes { bytes in
                pwrite(descriptor, bytes.baseAddress.map { $0 + written }, size - written, place + written)
            }
            if added < 0 {
                if errno == EINTR { continue }
                throw PlatformError(.write, folder, number: errno)
            }
            written += added
        }
        return place
    }

    /// Puts numbers that were written behind those of a list; from any thread.
    package func read(from place: Int, count: Int, into numbers: inout [Double]) throws(PlatformError) {
        let start = numbers.count
        numbers += [Double](repeating: 0, count: count)
        var read = 0
        while read < count * 8 {
            let added = numbers.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + start * 8 + read }, count * 8 - read, place + read)
            }
            if added < 0, errno == EINTR { continue }
            guard added > 0 else { throw PlatformError(.read, folder, number: added < 0 ? errno : EIO) }
            read += added
        }
    }
}
