/// Why the store of feedback could not be opened, read or written.
package struct FeedbackStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong; `path` in it is the store's.
    package let cause: JournalError

    package var description: String {
        switch cause {
        case .missing(let path): "there is no feedback `\(path)`"
        case .cannotOpen(let path, let reason): "cannot open the feedback `\(path)`: \(reason)"
        case .notWritable(let path, let reason):
            "cannot make a file for feedback at `\(path)`: \(reason); choose a folder that can be written with `--state`"
        case .readOnly(let path), .needsRecovery(let path):
            "the feedback `\(path)` can only be read; run as a user who may write it and its folder"
        case .full(let path): "no space is left to write the feedback `\(path)`; free some and try again"
        case .otherVersion(let path, let found, let supported):
            "the feedback `\(path)` has version \(found), this planrun reads version \(supported)"
        case .notAJournal(let path): "`\(path)` is not planrun's store of feedback; it is left as it is: move it away"
        case .corrupt(let path, let reason):
            "the feedback `\(path)` is corrupt (\(reason)); restore it from a backup, or move it away"
        case .cannotRead(let path, let reason): "cannot read the feedback `\(path)`: \(reason)"
        case .cannotWrite(let path, let reason): "cannot write the feedback `\(path)`: \(reason)"
        // Of runs, which the store knows by name only.
        case .damaged, .unknownRun, .heldByAnother, .targetHeld, .leaseLost: cause.description
        }
    }
}
