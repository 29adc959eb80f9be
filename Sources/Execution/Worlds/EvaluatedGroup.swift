import Classifiers
import Metrics
import Plan

/// What both models make of some rows, all of them or those of a segment, gathered in batches.
struct EvaluatedGroup {
    private(set) var evidence: PairedEvidence
    private var candidate = OutcomeBatch()
    private var baseline = OutcomeBatch()
    private var units = OutcomeBatch()
    private var candidateNumbers = NumberBatch()
    private var baselineNumbers = NumberBatch()

    /// - Parameter evidence: That of other rows of the same kind, or none yet.
    init(_ evidence: PairedEvidence) { self.evidence = evidence }

    /// How many answers of the candidate wait.
    var count: Int { candidate.count }

    var countsUnits: Bool { evidence.units != nil }

    mutating func append(predicted: Int32, actual: Int32, latency: Int64, by role: ModelRole) {
        switch role {
        case .candidate: candidate.append(predicted: predicted, actual: actual, latency: latency)
        case .baseline: baseline.append(predicted: predicted, actual: actual, latency: latency)
        }
    }

    mutating func append(row: Int, truth: Double, prediction: Double, by role: ModelRole) {
        switch role {
        case .candidate: candidateNumbers.append(row: row, truth: truth, prediction: prediction)
        case .baseline: baselineNumbers.append(row: row, truth: truth, prediction: prediction)
        }
    }

    /// Counts the last answers where each unit counts once.
    mutating func countUnit() {
        let place = candidate.count - 1
        let (predicted, actual) = (candidate.predicted[place], candidate.actual[place])
        units.append(predicted: predicted, actual: actual, latency: candidate.latency[place])
        guard baseline.count > place else { return }
        // The baseline's label is the same, unless a scenario has hidden or changed one of the two.
        let other = baseline.actual[place]
        evidence.units?.pairs?.add(
            candidate: predicted,
            baseline: baseline.predicted[place],
            actual: actual == other ? actual : -1
        )
    }

    /// - Parameter numbers: What predicted numbers are measured against; nil where classes are predicted.
    mutating func flush(_ numbers: NumberColumns?, _ rows: FeatureRows) {
        evidence.units?.candidate.add(units)
        units.removeAll()
        if let numbers, let asked = evidence.candidate.declared?.columns(.labelled) {
            let candidate = candidateNumbers.take(asked, numbers, rows)
            let baseline = baselineNumbers.take(asked, numbers, rows)
            evidence.candidate.declared?.add(candidate, to: .labelled)
            evidence.baseline?.declared?.add(baseline, to: .labelled)
        }
        evidence.candidate.add(candidate)
        evidence.baseline?.add(baseline)
        candidate.removeAll()
        baseline.removeAll()
    }
}
