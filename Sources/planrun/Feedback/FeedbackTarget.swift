import ArgumentParser
import Datasets
import JSON
import Journal
import Plan
import Platform

/// The run that feedback is about, and where it stands.
struct FeedbackTarget {
    let journal: Journal
    let run: RunSummary
    /// The run's time: that of the last event in its journal.
    let now: Duration
    /// The seed that the run was begun with on the command line, where it was.
    let seed: Int?
    /// The values that the plan's parameters had.
    let parameters: [PlanValues.Setting]

    init(_ id: String, state: StateOption) throws(ExitCode) {
        let (place, run) = try RunFinder(state: state).find(id)
        (self.journal, self.run) = (place.journal, run)
        do throws(JournalError) {
            let records = try journal.records(of: id)
            let first = records.first.flatMap { try? JSONValue(parsing: $0) }
            seed = first?["seed"]?.integer
            parameters = PlanValues.Setting.recorded(first?["parameters"])
            let last = records.last.flatMap { try? JSONValue(parsing: $0) }
            now = .nanoseconds(Int64(((last?["at"]?.number ?? 0) * 1e9).rounded()))
        } catch {
            throw JournalFailure.exit(error)
        }
    }

    /// Whether the run has come to its end, so that nothing said now changes it.
    var isOver: Bool {
        switch run.state {
        case .running, .waiting: false
        case .released, .rolledBack, .stopped, .failed: true
        }
    }

    /// Whether a router divides the run's traffic, so that only whoever passes an entry on knows which model answered.
    var isLive: Bool { run.target != nil }

    /// Stores entries, all or none, and gives how many of them were new. What is said of a run that goes on counts from
    /// the next observation on, however long ago it was said; of a run that is over it keeps its time.
    func add(
        _ entries: [(entry: FeedbackEntry, said: Duration?)],
        source: StoredFeedback.Source
    ) throws(ExitCode) -> Int {
        let drafts = entries.map { entry, said in
            let time = said ?? now
            return StoredFeedback.Draft(
                at: Int((isOver ? time : max(time, now)).nanoseconds),
                said: said.map { Int($0.nanoseconds) },
                unit: entry.unit,
                rating: entry.rating,
                thumb: entry.thumb.flatMap { StoredFeedback.Thumb(rawValue: $0.rawValue) },
                text: entry.text,
                model: entry.model.flatMap { StoredFeedback.Model(rawValue: $0.rawValue) }
            )
        }
        do throws(FeedbackStoreError) {
            let store = try FeedbackStore.open(folder: journal.folder, createIfMissing: true)
            return try store?.add(drafts, to: run.id, source: source, receivedAt: Clock.timestamp()).count ?? 0
        } catch {
            throw FeedbackFailure.exit(error)
        }
    }

    /// What becomes of entries added now, as the end of a sentence about them.
    var effect: String {
        if isOver {
            let words = run.state.rawValue.replacing("_", with: " ")
            return "run `\(run.id)` is over (\(words)), so this is reported and changes no decision any more"
        }
        return "it counts from the next observation on; run `\(run.id)` stands at \(now.planText)"
    }
}
