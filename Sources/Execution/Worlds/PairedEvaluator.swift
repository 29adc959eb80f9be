import Classifiers
import Metrics
import Plan
import Platform

/// The two models of a replay.
struct ModelPair {
    let candidate: any Classifier
    let baseline: (any Classifier)?

    subscript(role: ModelRole) -> (any Classifier)? { role == .candidate ? candidate : baseline }
}

/// Lets both models answer the same rows, one request at a time, and gathers what they show in batches.
struct PairedEvaluator {
    /// Who asked, and when.
    struct Request {
        let number: Int
        let unit: Int
        let time: Duration
        /// Whether it counts where each unit counts once.
        var isCounted = true
    }

    private struct Answer {
        var predicted: Int32
        /// The probability of the predicted class, or the predicted number.
        let score: Double
        var latency: Int64
    }

    private let pair: ModelPair
    private let rows: FeatureRows
    private let labels: [Int32]
    private let numbers: NumberColumns?
    private let degrader: ReplayDegrader?
    private let isLogged: Bool
    /// All rows, and then those of each segment.
    private var groups: [EvaluatedGroup]
    private let segments: ReplaySegments
    private var scratch: [Double] = []
    /// The answers to requests, where they are logged.
    private(set) var answered: [AnsweredRequest] = []

    private static let batchSize = 1024

    init(
        pair: ModelPair,
        rows: FeatureRows,
        labels: [Int32],
        numbers: NumberColumns? = nil,
        evidence: PairedEvidence,
        segments: (rows: ReplaySegments, nothing: PairedEvidence)? = nil,
        degrader: ReplayDegrader? = nil,
        isLogged: Bool = false
    ) {
        self.pair = pair
        self.rows = rows
        self.labels = labels
        self.numbers = numbers
        let rows = segments?.rows ?? .none
        self.segments = rows
        groups = [EvaluatedGroup(evidence)]
        if let segments { groups += rows.parts.map { _ in EvaluatedGroup(segments.nothing) } }
        self.degrader = degrader
        self.isLogged = isLogged
    }

    /// Lets both models answer one row; the time that each takes is its latency. Where the row is a request, a scenario may
    /// do its harm, and the answers may be logged.
    mutating func answer(row: Int, as request: Request? = nil) {
        answer(row: row, as: request, by: .candidate)
        answer(row: row, as: request, by: .baseline)
        if groups[0].countsUnits, request?.isCounted ?? true {
            groups[0].countUnit()
            for segment in segmentsOf(row) { groups[segment + 1].countUnit() }
        }
        if groups[0].count >= Self.batchSize { flush() }
    }

    /// What the models have shown, with that of each segment as a part.
    mutating func finish() -> PairedEvidence {
        flush()
        var evidence = groups[0].evidence
        for (part, group) in zip(segments.parts, groups.dropFirst()) { evidence.take(group.evidence, as: part) }
        return evidence
    }

    private func segmentsOf(_ row: Int) -> [Int] { segments.parts.isEmpty ? [] : segments.ofRows[row] }

    private mutating func answer(row: Int, as request: Request?, by role: ModelRole) {
        guard let model = pair[role] else { return }
        if let numbers { return answer(row: row, as: request, by: role, model, numbers) }
        var label = labels[row]
        var answer: Answer
        if let degrader, let request {
            let harm = degrader.harm(to: role, request: request.number, at: request.time)
            answer = predict(row, by: model, shifts: harm.shifts)
            answer.latency += harm.addedLatency
            if harm.fails { answer.predicted = -1 }
            if harm.flipsLabel {
                label = degrader.flipped(label, classCount: model.classCount, request: request.number)
            }
            if harm.dropsLabel { label = -1 }
        } else {
            answer = predict(rows, row: row, by: model)
        }
        groups[0].append(predicted: answer.predicted, actual: label, latency: answer.latency, by: role)
        for segment in segmentsOf(row) {
            groups[segment + 1].append(predicted: answer.predicted, actual: label, latency: answer.latency, by: role)
        }
        guard isLogged, let request else { return }
        answered.append(
            AnsweredRequest(
                time: request.time,
                request: request.number,
                unit: request.unit,
                model: role,
                predicted: answer.predicted,
                actual: label,
                score: answer.score,
                latency: answer.latency
            )
        )
    }

    /// Lets a model that predicts numbers answer. It names no class: an answer that is there stands for all.
    private mutating func answer(
        row: Int,
        as request: Request?,
        by role: ModelRole,
        _ model: any Classifier,
        _ numbers: NumberColumns
    ) {
        var truth = numbers.truths[row]
        var answer: Answer
        if let degrader, let request {
            let harm = degrader.harm(to: role, request: request.number, at: request.time)
            answer = predict(row, by: model, shifts: harm.shifts)
            answer.latency += harm.addedLatency
            if harm.fails { answer.predicted = -1 }
            if harm.flipsLabel { truth = degrader.dealt(numbers.truths, request: request.number) }
            if harm.dropsLabel { truth = .nan }
        } else {
            answer = predict(rows, row: row, by: model)
        }
        let prediction = answer.predicted < 0 ? Double.nan : answer.score
        for group in [0] + segmentsOf(row).map({ $0 + 1 }) {
            groups[group].append(predicted: answer.predicted, actual: -1, latency: answer.latency, by: role)
            groups[group].append(row: row, truth: truth, prediction: prediction, by: role)
        }
        guard isLogged, let request else { return }
        answered.append(
            AnsweredRequest(
                time: request.time,
                request: request.number,
                unit: request.unit,
                model: role,
                predicted: answer.predicted,
                actual: -1,
                score: 0,
                numbers: (predicted: prediction, actual: truth),
                latency: answer.latency
            )
        )
    }

    private mutating func predict(
        _ row: Int,
        by model: any Classifier,
        shifts: [(column: Int, amount: Double)]
    ) -> Answer {
        guard !shifts.isEmpty else { return predict(rows, row: row, by: model) }
        let start = row * rows.featureCount
        var values = Array(rows.values[start..<start + rows.featureCount])
        for shift in shifts { values[shift.column] += shift.amount }
        return predict(FeatureRows(values: values, featureCount: rows.featureCount), row: 0, by: model)
    }

    private mutating func predict(_ rows: FeatureRows, row: Int, by model: any Classifier) -> Answer {
        let start = Clock.monotonicNanoseconds()
        let predicted = model.predict(rows, row: row, scratch: &scratch)
        let latency = Clock.monotonicNanoseconds() - start
        return Answer(predicted: predicted, score: scratch[Int(predicted)], latency: latency)
    }

    private mutating func flush() {
        for group in groups.indices { groups[group].flush(numbers, rows) }
    }
}
