import Metrics
import Statistics

/// What answers a number of requests get: how many fail, and how many fall in each cell of the table of answers.
final class AnswerLaw: Sendable {
    private struct Draw: Sendable {
        let cell: AnswerTable.Cell
        /// Of what is left after the cells before, how much falls in this one.
        let law: BinomialLaw
    }

    private let draws: [Draw]
    /// How much of all falls in the first cell.
    private let first: TabledBinomialLaw
    private let failures: BinomialLaw?
    private let candidateLatency: LatencyLaw
    private let baselineLatency: LatencyLaw

    /// - Parameter counts: Numbers of requests that are asked for often.
    init(
        _ table: AnswerTable,
        errorRate: Double,
        candidateLatency: LatencyLaw,
        baselineLatency: LatencyLaw,
        counts: [ClosedRange<Int>]
    ) {
        // The likeliest first: what is left runs out sooner.
        let cells = table.cells.sorted { $0.share > $1.share }
        var draws: [Draw] = []
        var left = cells.reduce(0) { $0 + $1.share }
        for (index, cell) in cells.enumerated() {
            let isLast = index == cells.count - 1
            draws.append(Draw(cell: cell, law: BinomialLaw(probability: isLast ? 1 : cell.share / left)))
            left -= cell.share
        }
        self.draws = draws
        let share = cells.count == 1 ? 1 : (cells.first?.share ?? 0) / cells.reduce(0) { $0 + $1.share }
        first = TabledBinomialLaw(probability: share, counts: counts)
        failures = errorRate > 0 ? BinomialLaw(probability: errorRate) : nil
        self.candidateLatency = candidateLatency
        self.baselineLatency = baselineLatency
    }

    private init(_ other: AnswerLaw) {
        // An array that is mapped is another.
        draws = other.draws.map { $0 }
        first = other.first.copied
        failures = other.failures
        candidateLatency = other.candidateLatency
        baselineLatency = other.baselineLatency
    }

    /// The same for another thread, as a model is copied.
    var copied: AnswerLaw { AnswerLaw(self) }

    /// The answers to so many requests, put in place of what the columns hold.
    ///
    /// - Parameter pairs: Takes what both models made of the same requests, unless nobody looks at it.
    func draw(
        _ count: Int,
        candidate: inout CountedOutcomes,
        baseline: inout CountedOutcomes,
        pairs: inout PairTally?,
        readsLatency: Bool,
        using random: inout SplitMix64
    ) {
        candidate.removeAll()
        baseline.removeAll()
        var left = count
        for index in draws.indices {
            guard left > 0 else { break }
            let drawn = index == 0 ? first.draw(left, using: &random) : draws[index].law.draw(left, using: &random)
            guard drawn > 0 else { continue }
            left -= drawn
            let cell = draws[index].cell
            let failed = failures.map { $0.draw(drawn, using: &random) } ?? 0
            if failed > 0 {
                candidateLatency.add(
                    predicted: -1,
                    actual: cell.actual,
                    count: failed,
                    isRead: readsLatency,
                    to: &candidate,
                    using: &random
                )
            }
            candidateLatency.add(
                predicted: cell.candidate,
                actual: cell.actual,
                count: drawn - failed,
                isRead: readsLatency,
                to: &candidate,
                using: &random
            )
            guard cell.baseline >= 0 else { continue }
            pairs?.add(candidate: -1, baseline: cell.baseline, actual: cell.actual, count: failed)
            pairs?.add(
                candidate: cell.candidate,
                baseline: cell.baseline,
                actual: cell.actual,
                count: drawn - failed
            )
            baselineLatency.add(
                predicted: cell.baseline,
                actual: cell.actual,
                count: drawn,
                isRead: readsLatency,
                to: &baseline,
                using: &random
            )
        }
    }
}
