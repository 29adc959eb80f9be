import ArgumentParser
import Plan
import Platform
import Providers

/// The request log of a run: `requests.jsonl` in a folder of the run's own, beside the journal.
///
/// Units stand in it as keyed digests, unless the plan says otherwise: the same unit is the same word in every run of the
/// state folder, and who it is cannot be told without the key in `units.key`.
enum RunRequestLog {
    /// The most that a file of the log holds; four of them are kept.
    private static let sizeLimit = 4 << 20

    /// The log, or nil where there is to be none; `isWanted` is what the command line says, before the plan.
    ///
    /// Refuses where units could not be named as they were.
    static func make(
        _ spec: LogsSpec,
        isWanted: Bool?,
        run: String,
        stateFolder: String
    ) throws(ExitCode) -> RequestLog? {
        guard isWanted ?? spec.requests else { return nil }
        let path = Path.join(stateFolder, "\(run)/requests.jsonl")
        let complain: @Sendable (String) -> Void = { Complaint.warning($0) }
        let nameUnit: (String) -> String
        switch spec.units {
        case .plain: nameUnit = { $0 }
        case .digest:
            try UnitName.checkKey(stateFolder: stateFolder, log: path, run: run)
            let name = UnitName(stateFolder: stateFolder)
            nameUnit = { name.of($0) }
        }
        return RequestLog(
            path: path,
            sizeLimit: sizeLimit,
            nameUnit: nameUnit,
            complain: complain
        )
    }
}
