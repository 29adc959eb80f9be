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
        let complain: @Sendable (String) -> Void = { Complaint.warning($0) }
        let name = UnitName(stateFolder: stateFolder)
        return RequestLog(
            path: Path.join(stateFolder, "\(run)/requests.jsonl"),
            sizeLimit: sizeLimit,
            nameUnit: { name.of($0) },
            complain: complain
        )
    }
}
