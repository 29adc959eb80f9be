internal import Glibc

/// An exclusive hold on a file, which ends with the process at the latest.
///
/// The file stays when the lock ends: a removed file could be locked by one process while the next one makes it anew. It is a
/// lock of the open file (`F_OFD_SETLK`), which can be asked for without being taken, as one of `flock` cannot; it holds
/// between all processes of one kernel, whatever containers they are in.
package final class FileLock: Sendable {
    private let descriptor: Int32

    // `F_OFD_GETLK` and `F_OFD_SETLK` of fcntl.h, which Swift does not see.
    private static let ask: Int32 = 36
    private static let take: Int32 = 37

    /// Takes the lock and writes this process's id into the file, or gives nil where somebody holds it.
    package static func acquire(_ path: String) throws(PlatformError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw PlatformError(.lock, path, number: errno) }
        var wanted = wholeFile
        if fcntl(descriptor, take, &wanted) == 0 {
            let lock = FileLock(descriptor: descriptor)
            lock.signWithProcessID()
            return lock
        }
        let number = errno
        close(descriptor)
        if number == EAGAIN || number == EACCES { return nil }
        throw PlatformError(.lock, path, number: number)
    }

    /// Whether somebody holds the lock; nil where that cannot be said. Whoever takes it meanwhile is not disturbed.
    package static func isHeld(_ path: String) -> Bool? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var wanted = wholeFile
        guard fcntl(descriptor, ask, &wanted) == 0 else { return nil }
        return wanted.l_type != Int16(F_UNLCK)
    }

    /// The id of the process that took the lock last, or nil where the file does not say.
    package static func holder(of path: String) -> Int? {
        guard let content = try? FileSystem.read(path, limit: 32) else { return nil }
        return Int(String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        // A child that was forked a moment ago has the open file until it starts its program, and the lock with it.
        var nothing = Self.wholeFile
        nothing.l_type = Int16(F_UNLCK)
        _ = fcntl(descriptor, Self.take, &nothing)
        close(descriptor)
    }

    /// An exclusive lock from the first byte to wherever the file ends.
    private static var wholeFile: flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    /// The lock holds whether or not the id could be written: it only helps people find the holder.
    private func signWithProcessID() {
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }
}
