import Digests
import Platform
import Providers

/// The request log of a run: `requests.jsonl` in a folder of the run's own, beside the journal.
///
/// Units stand in it as keyed digests: the same unit is the same word in every run of the state folder, and who it is
/// cannot be told without the key in `units.key`.
enum RunRequestLog {
    /// The most that a file of the log holds; four of them are kept.
    private static let sizeLimit = 4 << 20

    static func make(run: String, stateFolder: String) -> RequestLog {
        let complain: @Sendable (String) -> Void = { StandardStream.error.write("warning: \($0)\n") }
        let key = key(in: stateFolder, complain)
        return RequestLog(
            path: Path.join(stateFolder, "\(run)/requests.jsonl"),
            sizeLimit: sizeLimit,
            nameUnit: { key.digest(Array($0.utf8)).short },
            complain: complain
        )
    }

    /// The state folder's key, made where there is none. Without it units would be named anew in each process.
    private static func key(in folder: String, _ complain: (String) -> Void) -> DigestKey {
        let path = Path.join(folder, "units.key")
        do throws(PlatformError) {
            if FileSystem.exists(path), let key = DigestKey(bytes: try FileSystem.read(path, limit: 1024)) {
                return key
            }
            let key = DigestKey.random()
            try FileSystem.replace(path, with: key.bytes)
            return key
        } catch {
            complain("units are named anew in the request log: \(error.description)")
            return DigestKey.random()
        }
    }
}
