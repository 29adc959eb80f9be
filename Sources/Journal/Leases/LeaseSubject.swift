internal import Digests
internal import Platform

/// What a lease is about.
package enum LeaseSubject: Hashable, Sendable {
    case run(String)
    /// Something outside that runs change, by a name of the caller's.
    case target(String)

    /// The name of its row.
    var key: String {
        switch self {
        case .run(let id): "run \(id)"
        case .target(let name): "target \(name)"
        }
    }

    /// Where its lock lies, beside the journal. A name may hold what no file name may; escaped, none begins as a target's does. That of a
    /// target may be longer than a file name may be.
    func lockPath(beside database: String) -> String {
        let name =
            switch self {
            case .run(let id): Self.escaped(id)
            case .target(let name): "%target-\(SHA256.digest(name))"
            }
        return Path.join(Path.folder(of: database), name + ".lock")
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("%", with: "%25").replacing("/", with: "%2F")
    }

    /// Such as "run `iris-1`".
    package var text: String {
        switch self {
        case .run(let id): "run `\(id)`"
        case .target: "what the run changes outside"
        }
    }
}
