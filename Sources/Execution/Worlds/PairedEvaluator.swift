import Classifiers
import Metrics
import Plan
import Platform

/// The two models of a replay.
struct ModelPair {
    let candidate: any Classifier
    let baseline: (any Classifier)?
}

/// Lets both models answer the same rows, one request at a time, and gathers what they show in batches.
struct PairedEvaluator {
    private let pair: ModelPair
    private let rows: FeatureRows
    private let labels: [Int32]
    private var evidence: PairedEvidence
    private var candidateBatch = OutcomeBatch()
    private var baselineBatch = OutcomeBatch()
    private var scratch: [Double] = []
    private let degrader: ReplayDegrader?

    private static let batchSize = 1024

    init(
        pair: ModelPair,
        rows: FeatureRows,
        labels: [Int32],
        evidence: PairedEvidence,
        degrader: ReplayDegrader? = nil
    ) {
        self.degrader = degrader
        self.pair = pair
        self.rows = rows
        self.labels = labels
        self.evidence = evidence
    }

    /// Lets both models answer one row; the time that each takes is its latency.
    mutating func answer(row: Int) {
        let candidate = predict(row: row, by: pair.candidate)
        candidateBatch.append(predicted: candidate.predicted, actual: labels[row], latency: candidate.latency)
        if let model = pair.baseline {
            let baseline = predict(row: row, by: model)
            baselineBatch.append(predicted: baseline.predicted, actual: labels[row], latency: baseline.latency)
        }
        if candidateBatch.count >= Self.batchSize { flush() }
    }

    /// Lets both models answer one row as the request of that number, with what a scenario does to it.
    mutating func answer(row: Int, request: Int, at time: Duration) {
        guard let degrader else { return answer(row: row) }
        for role in [ModelRole.candidate, .baseline] {
            guard let model = role == .candidate ? pair.candidate : pair.baseline else { continue }
            let harm = degrader.harm(to: role, request: request, at: time)
            let (predicted, latency) = predict(row: row, by: model, shifts: harm.shifts)
            var label = labels[row]
            if harm.flipsLabel { label = degrader.flipped(label, classCount: model.classCount, request: request) }
            if harm.dropsLabel { label = -1 }
            let outcome = harm.fails ? -1 : predicted
            switch role {
            case .candidate:
                candidateBatch.append(predicted: outcome, actual: label, latency: latency + harm.addedLatency)
            case .baseline:
                baselineBatch.append(predicted: outcome, actual: label, latency: latency + harm.addedLatency)
            }
        }
        if candidateBatch.count >= Self.batchSize { flush() }
    }

    private mutating func predict(
        row: Int,
        by classifier: any Classifier,
        shifts: [(column: Int, amount: Double)]
    ) -> (predicted: Int32, latency: Int64) {
        guard !shifts.isEmpty else { return predict(row: row, by: classifier) }
        let start = row * rows.featureCount
        var values = Array(rows.values[start..<start + rows.featureCount])
        for shift in shifts { values[shift.column] += shift.amount }
        let shifted = FeatureRows(values: values, featureCount: rows.featureCount)
        let begin = Clock.monotonicNanoseconds()
        let predicted = classifier.predict(shifted, row: 0, scratch: &scratch)
        return (predicted, Clock.monotonicNanoseconds() - begin)
    }

    /// What the models have shown.
    consuming func finish() -> PairedEvidence {
        flush()
        return evidence
    }

    private mutating func predict(row: Int, by classifier: any Classifier) -> (predicted: Int32, latency: Int64) {
        let start = Clock.monotonicNanoseconds()
        let predicted = classifier.predict(rows, row: row, scratch: &scratch)
        return (predicted, Clock.monotonicNanoseconds() - start)
    }

    private mutating func flush() {
        evidence.candidate.add(candidateBatch)
        evidence.baseline?.add(baselineBatch)
        candidateBatch.removeAll()
        baselineBatch.removeAll()
    }
}
