import ArgumentParser
import Journal
import Platform

/// Finds the journals, and a run in them, when no plan is named.
struct RunFinder {
    let state: StateOption

    /// A journal with the state folder it lies in.
    struct Place {
        let folder: String
        let journal: Journal
    }

    /// The journals there are, and why others cannot be read: one broken journal does not hide the rest.
    func places() -> (found: [Place], failures: [JournalError]) {
        var found: [Place] = []
        var failures: [JournalError] = []
        for folder in state.candidates {
            do throws(JournalError) {
                found.append(Place(folder: folder, journal: try Journal.open(folder: folder, createIfMissing: false)))
            } catch {
                if case .missing = error { continue }
                failures.append(error)
            }
        }
        return (found, failures)
    }

    /// The one place that has the run, with what its journal says of it.
    ///
    /// - Parameter failing: Told why a journal cannot be used, before the command ends.
    func find(
        _ run: String,
        failing: (JournalError) -> Void = { _ in }
    ) throws(ExitCode) -> (place: Place, summary: RunSummary) {
        let (found, failures) = places()
        var matches: [(place: Place, summary: RunSummary)] = []
        var unknown: JournalError?
        for place in found {
            do throws(JournalError) {
                matches.append((place, try place.journal.run(run)))
            } catch {
                guard case .unknownRun(_, let nearest) = error else {
                    failing(error)
                    throw JournalFailure.exit(error)
                }
                if unknown == nil || nearest != nil { unknown = error }
            }
        }
        guard let match = matches.first else {
            let error = failures.first ?? unknown ?? .unknownRun(run, nearest: nil)
            failing(error)
            throw JournalFailure.exit(error)
        }
        guard matches.count == 1 else {
            let folders = matches.map { "`\($0.place.folder)`" }.joined(separator: ", ")
            Complaint.error(
                "there is a run `\(run)` in each of \(folders); say which folder is meant with `--state`"
            )
            throw ExitStatus.usage.code
        }
        OperatorSession.take(run: run, in: match.place.folder)
        return match
    }

    /// The run's records, whose chain has been checked, with what its journal says of it.
    func records(of run: String) throws(ExitCode) -> (summary: RunSummary, records: [[UInt8]]) {
        let (place, summary) = try find(run)
        do throws(JournalError) {
            return (summary, try place.journal.records(of: run))
        } catch {
            throw JournalFailure.exit(error)
        }
    }
}
