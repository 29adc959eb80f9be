import Classifiers
import Metrics
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

    private static let batchSize = 1024

    init(pair: ModelPair, rows: FeatureRows, labels: [Int32], evidence: PairedEvidence) {
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
