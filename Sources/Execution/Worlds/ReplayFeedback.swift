import Datasets
import Metrics
import Plan
import Platform

/// What a replay's users say and when, sorted into the plan's categories.
struct ReplayFeedback {
    private struct Entry {
        let at: Duration
        let unit: Int?
        let outcome: FeedbackOutcome
    }

    private let entries: [Entry]

    /// Reads the program's feedback; there is none where the program names no file.
    init(program: Program, folder: String, audience: ReplayAudience) throws(ReplayError) {
        guard let spec = program.feedback else {
            entries = []
            return
        }
        let file: FeedbackFile
        do throws(DatasetFailure) {
            file = try FeedbackFile.read(path: Path.join(folder, spec.from), named: spec.from)
        } catch {
            throw ReplayError(error)
        }
        let sorter = FeedbackSorter(
            spec.categories.map { FeedbackSorter.Category(name: $0.name, keywords: $0.keywords) }
        )
        entries = file.entries.map { entry in
            let isNegative = entry.rating.map { $0 < spec.negativeBelow } ?? entry.thumb.map { $0 == .down }
            return Entry(
                at: entry.after,
                unit: audience.number(of: entry.unit),
                outcome: FeedbackOutcome(
                    rating: entry.rating,
                    isNegative: isNegative,
                    categories: entry.text.map { sorter.categories(of: $0) } ?? []
                )
            )
        }
    }

    /// What was said in the interval, apart by the model that served the unit; units that the replay does not have are
    /// served by the baseline.
    func outcomes(
        in interval: Range<Duration>,
        members: [Bool]
    ) -> (candidate: [FeedbackOutcome], baseline: [FeedbackOutcome]) {
        var candidate: [FeedbackOutcome] = []
        var baseline: [FeedbackOutcome] = []
        for entry in entries[firstIndex(from: interval.lowerBound)...] {
            guard entry.at < interval.upperBound else { break }
            if let unit = entry.unit, members[unit] {
                candidate.append(entry.outcome)
            } else {
                baseline.append(entry.outcome)
            }
        }
        return (candidate, baseline)
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
