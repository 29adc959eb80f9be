internal import Glibc

/// The process's environment variables.
package enum Environment {
    /// The value of a variable, or nil where it is not set.
    package static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
