internal import Glibc

/// An exclusive hold on a file, which ends with the process at the latest.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or gives nil where another process holds it.
    package static func acquire(_ path: String) throws(PlatformError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw PlatformError(.lock, path, number: errno) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return FileLock(descriptor: descriptor) }
        let number = errno
        close(descriptor)
        if number == EWOULDBLOCK { return nil }
        throw PlatformError(.lock, path, number: number)
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}
