internal import Glibc

/// An operation of the system that failed: what was tried, on which path, and the system's own words.
package struct PlatformError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Operation: String, Sendable {
        case read, write, create, rename, remove, lock, open
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

    package var isMissingFile: Bool { number == ENOENT }

    /// Such as "cannot read `data/iris.csv`: No such file or directory".
    package var description: String { "cannot \(operation.rawValue) `\(path)`: \(reason)" }

    /// The system's own words for the error.
    package var reason: String { String(cString: strerror(number)) }
}
