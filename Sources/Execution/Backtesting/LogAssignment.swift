import Datasets
import Plan

/// Which model each unit of a log met first in a stage, where each request was answered by one. Its memory grows with the
/// units, not with the rows.
struct LogAssignment {
    /// Which share of the units was to be given the candidate.
    private let due: Double
    private var seen: Set<UInt64> = []
    private var candidate = 0
    private var others = 0

    /// Nil where nothing is known to compare with: where both models answer each request nobody is assigned anything.
    init?(_ rules: LogRules) {
        guard let share = rules.candidateShare, !rules.isPaired else { return nil }
        due = share.value
    }

    /// Takes an answer that counts in the stage.
    mutating func add(_ unit: UInt64, _ role: ModelRole) {
        guard seen.insert(unit).inserted else { return }
        if role == .candidate { candidate += 1 } else { others += 1 }
    }

    /// The units that were met since it was asked last.
    mutating func take() -> AssignedUnits {
        defer { (candidate, others) = (0, 0) }
        return AssignedUnits(candidate: candidate, others: others, due: due)
    }
}
