import Statistics

/// The measures over shares: those of texts, or of ranges of numbers.
package struct ShareDrift {
    private let reference: [Int]
    private let actual: [Int]
    private let tail: Double
    private let measures: [DriftMeasure]

    /// - Parameters:
    ///   - reference: The counts of the other log, bin by bin.
    ///   - actual: Those of the log at hand.
    ///   - tail: With which probability noise alone exceeds a threshold.
    ///   - measures: Those that are asked for, of shares; all of them unless stated.
    package init(reference: [Int], actual: [Int], tail: Double, _ measures: [DriftMeasure] = Self.all) {
        self.measures = measures
        // Bins that neither has anything in are none.
        let used = reference.indices.filter { reference[$0] + actual[$0] > 0 }
        self.reference = used.map { reference[$0] }
        self.actual = used.map { actual[$0] }
        self.tail = tail
    }

    /// The measures of shares.
    package static let all: [DriftMeasure] = [.psi, .jensenShannon, .hellinger, .totalVariation, .chiSquare]

    /// What each measure says; nothing where a side is empty.
    package var readings: [DriftReading] {
        guard let distance = ShareDistance(reference: reference, actual: actual),
            let law = ShareNull(reference: reference, actual: actual)
        else { return [] }
        let values = measures.map { $0.value(distance) }
        guard reference.count > 1, let square = ChiSquareLaw(freedom: reference.count - 1) else {
            return zip(measures, values).map { DriftReading(measure: $0, value: $1, pValue: 1, threshold: 0) }
        }
        // Where counts are large, all but one of the measures amount to a chi-square.
        let drawn = isSparse ? measures : measures.filter { $0 == .totalVariation }
        let draws =
            drawn.isEmpty
            ? []
            : law.distances { reference, actual in
                ShareDistance(reference: reference, actual: actual).map { distance in
                    drawn.map { $0.value(distance) }
                } ?? drawn.map { _ in 0 }
            }
        return zip(measures, values).map { measure, value in
            if let place = drawn.firstIndex(of: measure) {
                return DriftReading(
                    measure: measure,
                    value: value,
                    pValue: draws[place].drawnTail(from: value),
                    threshold: draws[place].drawnQuantile(tail: tail)
                )
            }
            let limit = square.quantile(tail: tail)
            return DriftReading(
                measure: measure,
                value: value,
                pValue: square.tail(from: chiSquare(of: value, measure)),
                threshold: self.value(ofChiSquare: limit, measure)
            )
        }
    }

    /// Whether noise puts fewer than five observations in some bin, so that the laws for many do not hold.
    private var isSparse: Bool {
        let totals = (reference.reduce(0, +), actual.reduce(0, +))
        let share = Double(min(totals.0, totals.1)) / Double(totals.0 + totals.1)
        return zip(reference, actual).contains { Double($0 + $1) * share < 5 }
    }

    /// The variance of the difference of two shares, in parts of a share's own.
    private var spread: Double { 1 / Double(reference.reduce(0, +)) + 1 / Double(actual.reduce(0, +)) }

    /// The chi-square that a value amounts to where the counts are large: PSI is the sum of (a - e)^2 / e to the second order,
    /// and the squares of the distances of Jensen and Shannon, and of Hellinger, are an eighth of it.
    private func chiSquare(of value: Double, _ measure: DriftMeasure) -> Double {
        switch measure {
        case .psi: value / spread
        case .jensenShannon, .hellinger: 8 * value * value / spread
        case .chiSquare, .totalVariation, .ks, .wasserstein: value
        }
    }

    private func value(ofChiSquare square: Double, _ measure: DriftMeasure) -> Double {
        switch measure {
        case .psi: square * spread
        case .jensenShannon, .hellinger: (square * spread / 8).squareRoot()
        case .chiSquare, .totalVariation, .ks, .wasserstein: square
        }
    }
}
