import Digests
import Platform

/// What stands for a unit in logs: a digest under the state folder's key, by which the same unit is the same word in all of
/// them, and nobody can tell who it is.
struct UnitName {
    private let key: DigestKey

    /// Reads the folder's key, or makes one where there is none. Where that cannot be kept, units are named anew in each
    /// process.
    init(stateFolder: String) {
        do throws(PlatformError) {
            key = try Self.keep(in: Path.join(stateFolder, "units.key"))
        } catch {
            Complaint.warning("units are named anew in the logs: \(error.description)")
            key = DigestKey.random()
        }
    }

    private static func keep(in path: String) throws(PlatformError) -> DigestKey {
        if FileSystem.exists(path) {
            if let key = DigestKey(bytes: try FileSystem.read(path, limit: 1024)) { return key }
            Complaint.warning("`\(path)` holds no key, and gets a new one: units are named anew in the logs")
        }
        let key = DigestKey.random()
        try FileSystem.replacePrivately(path, with: key.bytes)
        return key
    }

    func of(_ unit: String) -> String { key.digest(Array(unit.utf8)).short }
}
