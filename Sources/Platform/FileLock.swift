internal import Glibc

/// An exclusive hold on a file, which ends with the process at the latest.
///
/// The file stays when the lock ends: a removed file could be locked by one process while the next one makes it anew.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock and writes this process's id into the file, or gives nil where somebody holds it.
    package static func acquire(_ path: String) throws(PlatformError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw PlatformError(.lock, path, number: errno) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            let lock = FileLock(descriptor: descriptor)
            lock.signWithProcessID()
            return lock
        }
        let number = errno
        close(descriptor)
        if number == EWOULDBLOCK { return nil }
        throw PlatformError(.lock, path, number: number)
    }

    /// Whether somebody holds the lock, found out without taking it; nil where that cannot be said.
    package static func isHeld(_ path: String) -> Bool? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // Shared, so that those who ask at the same time do not take each other for holders.
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return false }
        return errno == EWOULDBLOCK ? true : nil
    }

    /// The id of the process that took the lock last, or nil where the file does not say.
    package static func holder(of path: String) -> Int? {
        guard let content = try? FileSystem.read(path, limit: 32) else { return nil }
        return Int(String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The lock holds whether or not the id could be written: it only helps people find the holder.
    private func signWithProcessID() {
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }
}
