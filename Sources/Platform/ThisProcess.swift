internal import Glibc

/// The process that this is.
package enum ThisProcess {
    /// Ends it with a status.
    package static func end(_ status: Int32) -> Never { exit(status) }
}
