import CCurl
import CPostgres
package import Plan

/// Libraries of the system that are looked for when they are first needed.
package enum NativeLibrary: Sendable, CaseIterable {
    case curl
    case postgres

    /// What speaks by it.
    package var use: String {
        switch self {
        case .curl: "HTTP and mail need libcurl"
        case .postgres: "PostgreSQL needs libpq"
        }
    }

    /// Debian's package that has it.
    package var package: String {
        switch self {
        case .curl: "libcurl4"
        case .postgres: "libpq5"
        }
    }

    /// Why it cannot be used here, or nil where it can; to ask loads it.
    package var problem: String? {
        let problem =
            switch self {
            case .curl: planrun_curl_load()
            case .postgres: planrun_postgres_load()
            }
        return problem.map { String(cString: $0) }
    }

    /// What an option of this shape is reached by; nil where nothing is.
    package static func reaching(_ shape: ValueShape) -> NativeLibrary? {
        switch shape {
        case .url: .curl
        case .database: .postgres
        default: nil
        }
    }
}
