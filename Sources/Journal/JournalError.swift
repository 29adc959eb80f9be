internal import Diagnostics

/// Why the journal could not be opened, read or written. `path` is the database file's, or the state folder's where
/// that is what failed.
package enum JournalError: Error, Sendable, Hashable {
    /// There is no journal, and none was to be made: nothing has run with this state folder.
    case missing(path: String)
    case cannotOpen(path: String, reason: String)
    /// The folder, or the journal in it, cannot be made.
    case notWritable(path: String, reason: String)
    /// The journal can be read but not written.
    case readOnly(path: String)
    case full(path: String)
    /// Made by another version of planrun; versions count up from 1.
    case otherVersion(path: String, found: Int, supported: Int)
    case notAJournal(path: String)
    /// A run ended without closing the journal, and bringing it up to date needs a writable folder.
    case needsRecovery(path: String)
    /// SQLite cannot make sense of the file.
    case corrupt(path: String, reason: String)
    /// The file is sound, but its records are not those that were written.
    case damaged(run: String, ChainFinding)
    case unknownRun(String, nearest: String?)
    case heldByAnother(run: String, by: LeaseHolder?)
    /// Another run changes the same target.
    case targetHeld(run: String?, by: LeaseHolder?)
    /// Somebody took the lease while this process held it.
    case leaseLost(LeaseSubject, by: LeaseHolder?)
    case cannotRead(path: String, reason: String)
    case cannotWrite(path: String, reason: String)

    /// What is wrong with the first record that does not fit the chain.
    package enum Damage: String, Sendable {
        case missing = "is missing"
        case altered = "was altered"
        case unlinked = "does not follow the one before it"
        case surplus = "was added after the last one the run committed"
        case head = "is not the one the run's head names"
    }
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let path): "there is no journal `\(path)`; nothing has run with this state folder"
        case .cannotOpen(let path, let reason): "cannot open the journal `\(path)`: \(reason)"
        case .notWritable(let path, let reason):
            "cannot make a journal at `\(path)`: \(reason); choose a folder that can be written with `--state`"
        case .readOnly(let path):
            "the journal `\(path)` can only be read; run as a user who may write it and its folder"
        case .full(let path):
            "no space is left to write the journal `\(path)`; free some: `planrun resume` takes an unfinished run up again"
        case .otherVersion(let path, let found, let supported) where found > supported:
            "the journal `\(path)` has version \(found), this planrun reads version \(supported); use a newer planrun"
        case .otherVersion(let path, let found, let supported):
            """
            the journal `\(path)` has version \(found), this planrun reads version \(supported); \
            finish its runs with the planrun that made it, or choose another folder with `--state`
            """
        case .notAJournal(let path):
            "`\(path)` is not a journal of planrun; it is left as it is: move it away or choose a folder with `--state`"
        case .needsRecovery(let path):
            """
            the journal `\(path)` was left open by a run that ended early, and its folder cannot be written to recover \
            it; run as a user who may write there, or copy the folder with all its files
            """
        case .corrupt(let path, let reason):
            "the journal `\(path)` is corrupt (\(reason)); keep a copy of its folder, then restore it from a backup"
        case .damaged(let run, let finding):
            """
            \(finding.description) in run `\(run)`, so its history cannot be trusted; restore the journal from a backup
            """
        case .unknownRun(let id, let nearest?):
            "there is no run `\(PrintableText.escaping(id))`; did you mean `\(nearest)`?"
        case .unknownRun(let id, nil):
            "there is no run `\(PrintableText.escaping(id))`; `planrun status` lists the runs"
        case .heldByAnother(let run, let holder):
            "run `\(run)` is held by \(holder?.text ?? "another process"); wait for it to end, or stop it"
        case .targetHeld(let run, let holder):
            """
            \(run.map { "run `\($0)`" } ?? "another run") changes the same target, \(holder?.text ?? "another process"); one run at \
            a time does: wait for it to end, or stop it
            """
        case .leaseLost(let subject, let holder):
            """
            \(subject.text) was taken over by \(holder?.text ?? "another process"), so this one stops; what it had not written yet is \
            the other's to do
            """
        case .cannotRead(let path, let reason): "cannot read the journal `\(path)`: \(reason)"
        case .cannotWrite(let path, let reason): "cannot write the journal `\(path)`: \(reason)"
        }
    }
}
