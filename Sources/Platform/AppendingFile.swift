internal import Glibc

/// A file that only grows, such as a log; each append is one write at the end, whoever else appends too.
package final class AppendingFile: Sendable {
    package let path: String
    private let descriptor: Int32

    /// Opens the file, made where it is missing, closed to all but its owner and group where `isPrivate`, emptied where
    /// `truncating`. A pipe that nobody reads fails at once.
    package init(path: String, truncating: Bool = false, isPrivate: Bool = false) throws(PlatformError) {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | (truncating ? O_TRUNC : 0)
        let descriptor = open(path, flags, isPrivate ? 0o660 : 0o666)
        guard descriptor >= 0 else { throw PlatformError(.open, path, number: errno) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Appends all of the bytes or, where the disk is full, none: half a line would spoil the next one too.
    package func append(_ bytes: [UInt8]) throws(PlatformError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                let number = errno
                takeBack(written)
                throw PlatformError(.write, path, number: number)
            }
            written += count
        }
    }

    /// Cuts off what was written of an append that failed, unless somebody else has appended since.
    private func takeBack(_ count: Int) {
        guard count > 0 else { return }
        var status = stat()
        let end = lseek(descriptor, 0, SEEK_CUR)
        guard end >= count, fstat(descriptor, &status) == 0, status.st_size == end else { return }
        _ = ftruncate(descriptor, end - count)
    }

    /// Waits until what was appended is on the disk.
    package func synchronize() throws(PlatformError) {
        guard fsync(descriptor) == 0 else { throw PlatformError(.write, path, number: errno) }
    }
}
