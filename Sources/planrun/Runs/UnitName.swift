import ArgumentParser
import Digests
import Journal
import Platform

/// What stands for a unit in logs: a digest under the state folder's key, by which the same unit is the same word in all of
/// them, and nobody can tell who it is.
struct UnitName {
    private let key: DigestKey

    static let fileName = "units.key"

    /// Reads the folder's key, or makes one where there is none. Where that cannot be kept, units are named anew in each
    /// process.
    init(stateFolder: String) {
        do throws(PlatformError) {
            key = try Self.keep(in: Path.join(stateFolder, Self.fileName))
        } catch {
            Complaint.warning("units are named anew in the logs: \(error.description)")
            key = DigestKey.random()
        }
    }

    /// Refuses to go on with a run whose log has named units by a key that is not there any longer: from then on the same
    /// unit would be another word, in one and the same file.
    static func checkKey(stateFolder: String, log: String, run: String) throws(ExitCode) {
        guard FileSystem.size(of: log) ?? 0 > 0, read(Path.join(stateFolder, fileName)) == nil else { return }
        let path = Path.join(stateFolder, fileName)
        Complaint.error(
            """
            the key `\(path)` is \(FileSystem.exists(path) ? "no key any longer" : "missing"), and `\(log)` names units by \
            it; put the key back from a backup, go on with --no-request-log, or move the log away
            """,
            code: JournalCodes.missingKey
        )
        throw ExitStatus.journal.code
    }

    private static func read(_ path: String) -> DigestKey? {
        (try? FileSystem.read(path, limit: 1024)).flatMap { DigestKey(bytes: $0) }
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
