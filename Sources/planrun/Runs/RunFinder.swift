import ArgumentParser
import Journal
import Platform

/// Finds the journals, and a run in them, when no plan is named.
struct RunFinder {
    let state: StateOption

    /// The journals there are.
    func journals() throws(ExitCode) -> [Journal] {
        var journals: [Journal] = []
        for folder in state.candidates {
            do throws(JournalError) {
                journals.append(try Journal.open(folder: folder, createIfMissing: false))
            } catch {
                if case .missing = error { continue }
                throw JournalFailure.exit(error)
            }
        }
        return journals
    }

    /// The journal that has the run, with what it says of it.
    func find(_ run: String) throws(ExitCode) -> (journal: Journal, summary: RunSummary) {
        var failure: JournalError?
        for journal in try journals() {
            do throws(JournalError) {
                return (journal, try journal.run(run))
            } catch {
                guard case .unknownRun = error else { throw JournalFailure.exit(error) }
                failure = failure ?? error
            }
        }
        throw JournalFailure.exit(failure ?? .unknownRun(run, nearest: nil))
    }
}
