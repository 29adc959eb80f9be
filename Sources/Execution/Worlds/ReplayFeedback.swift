import Datasets
import Metrics
import Plan
import Platform

/// What a replay's users say and when, sorted into the plan's categories: by the plan's file, and by what is added while
/// the run goes on.
struct ReplayFeedback {
    /// What was said in an interval, apart by the model that served the unit.
    struct Said {
        var candidate: [FeedbackOutcome] = []
        var baseline: [FeedbackOutcome] = []
        /// The digests of the entries that are not from the plan's file, in the order in which they were taken.
        var digests: [String] = []
    }

    struct Entry: Sendable {
        let at: Duration
        let unit: Int?
        let outcome: FeedbackOutcome
    }

    /// What the plan's file holds, by time.
    let entries: [Entry]
    private let judge: FeedbackJudge
    private let audience: ReplayAudience
    private let source: (any FeedbackSource)?

    /// Reads the program's feedback; there is no file where the program names none.
    init(
        program: Program,
        folder: String,
        audience: ReplayAudience,
        source: (any FeedbackSource)? = nil
    ) throws(ReplayError) {
        self.audience = audience
        self.source = source
        let judge = FeedbackJudge(program: program)
        self.judge = judge
        guard let from = program.feedback?.from else {
            entries = []
            return
        }
        let file: FeedbackFile
        do throws(DatasetFailure) {
            file = try FeedbackFile.read(path: Path.join(folder, from), named: from)
        } catch {
            throw ReplayError(error)
        }
        entries = file.entries.map { entry in
            Entry(at: entry.after, unit: audience.number(of: entry.unit), outcome: judge.outcome(of: entry))
        }
    }

    /// What was said in the interval; units that the replay does not have are served by the baseline.
    func said(in interval: Range<Duration>, members: [Bool]) throws(ReplayError) -> Said {
        var said = Said()
        for entry in entries[firstIndex(from: interval.lowerBound)...] {
            guard entry.at < interval.upperBound else { break }
            add(entry.outcome, of: entry.unit, members, to: &said)
        }
        guard let source else { return said }
        let sourced: [SourcedFeedback]
        do throws(FeedbackSourceError) {
            sourced = try source.take(in: interval)
        } catch {
            throw ReplayError(error.problem)
        }
        for added in sourced {
            add(judge.outcome(of: added.entry), of: audience.number(of: added.entry.unit), members, to: &said)
            said.digests.append(added.digest)
        }
        return said
    }

    private func add(_ outcome: FeedbackOutcome, of unit: Int?, _ members: [Bool], to said: inout Said) {
        if let unit, members[unit] { said.candidate.append(outcome) } else { said.baseline.append(outcome) }
    }

    /// The first entry at or after `time`, by bisection.
    private func firstIndex(from time: Duration) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
