internal import Glibc

/// An operation of the system that failed: what was tried, on which path, and the system's own words.
package struct PlatformError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Operation: String, Sendable {
        case read, write, create, rename, remove, lock, open, run
    }

    package let operation: Operation
    package let path: String
    /// The system's error number (`errno`).
    package let number: Int32

    package init(_ operation: Operation, _ path: String, number: Int32) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// Whether a file had more bytes than were to be read.
    package var isTooLarge: Bool { number == EFBIG }

    package var isMissingFile: Bool { number == ENOENT }

    /// Whether the disk, or the user's share of it, is full.
    package var isOutOfSpace: Bool { number == ENOSPC || number == EDQUOT }

    /// Whether the file, its folder or its file system is protected from this user.
    package var isForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }

    /// Such as "cannot read `data/iris.csv`: No such file or directory".
    package var description: String { "cannot \(operation.rawValue) `\(path)`: \(reason)" }

    /// The system's own words for the error.
    package var reason: String { String(cString: strerror(number)) }
}
