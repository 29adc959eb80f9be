package import Statistics

/// How far predicted numbers are from the true ones.
package struct RegressionTally: ColumnTally {
    private let label: Int
    private let prediction: Int
    package private(set) var count = 0
    /// The rows whose true number is 0.
    package private(set) var zeros = 0
    /// What the predictions fall short by, and what they go beyond by, each as a sum that is not negative.
    private var under = CompensatedSum()
    private var over = CompensatedSum()
    private var squares = CompensatedSum()
    /// The sum of |error / truth|, where the truth is not 0.
    private var relative = CompensatedSum()
    /// The sum of |truth|.
    private var sizes = CompensatedSum()
    private var truth = Moments()
    /// The errors, and their sizes.
    package private(set) var errors = Moments()
    package private(set) var magnitudes = Moments()

    package init(label: Int, prediction: Int) {
        self.label = label
        self.prediction = prediction
    }

    package mutating func add(_ rows: ColumnBatch) {
        let (labels, predictions) = (rows.numbers[label], rows.numbers[prediction])
        var paired: [Double] = []
        var distances: [Double] = []
        paired.reserveCapacity(labels.count)
        distances.reserveCapacity(labels.count)
        for row in 0..<min(labels.count, predictions.count) {
            let actual = labels[row]
            let error = predictions[row] - actual
            guard !error.isNaN else { continue }
            paired.append(actual)
            distances.append(error)
            if error < 0 { under.add(-error) } else { over.add(error) }
            squares.add(error, times: error)
            sizes.add(actual.magnitude)
            if actual == 0 { zeros &+= 1 } else { relative.add((error / actual).magnitude) }
        }
        count &+= paired.count
        truth.add(paired.span)
        errors.add(distances.span)
        let sizes = distances.map(\.magnitude)
        magnitudes.add(sizes.span)
    }

    package mutating func merge(_ other: RegressionTally) {
        count = count.saturatingAdd(other.count)
        zeros = zeros.saturatingAdd(other.zeros)
        under.merge(other.under)
        over.merge(other.over)
        squares.merge(other.squares)
        relative.merge(other.relative)
        sizes.merge(other.sizes)
        truth.merge(other.truth)
        errors.merge(other.errors)
        magnitudes.merge(other.magnitudes)
    }

    // MARK: Values

    private func mean(_ sum: Double) -> Double? { count == 0 ? nil : sum / Double(count) }

    package var meanSquaredError: Double? { mean(squares.value) }

    /// The mean of |error / truth|, which needs every true number to be other than 0.
    package var meanRelativeError: Double? { zeros > 0 ? nil : mean(relative.value) }

    /// The sum of |error| over the sum of |truth|, or nil where the latter is 0.
    package var weightedRelativeError: Double? {
        sizes.value > 0 ? (under.value + over.value) / sizes.value : nil
    }

    /// The share of the truth's variance that the predictions account for, or nil where it does not vary.
    package var determination: Double? { truth.spread > 0 ? 1 - squares.value / truth.spread : nil }

    /// The mean loss of predictions of a quantile (Koenker & Bassett, Econometrica 46, 1978): falling short costs the
    /// share, going beyond its complement.
    package func pinballLoss(share: Double) -> Double? { mean(share * under.value + (1 - share) * over.value) }

    package var state: TallyState {
        let sums = [under, over, squares, relative, sizes].flatMap(\.state)
        return TallyState(
            counts: [count, zeros, truth.count, errors.count, magnitudes.count],
            numbers: sums + truth.state + errors.state + magnitudes.state
        )
    }

    package func holding(_ state: TallyState) -> RegressionTally? {
        guard state.counts.count == 5, state.numbers.count == 19 else { return nil }
        let sums = (0..<5).compactMap { CompensatedSum(state: state.numbers[2 * $0..<2 * $0 + 2]) }
        let moments = (0..<3).compactMap { place in
            Moments(count: state.counts[2 + place], state: state.numbers[10 + 3 * place..<13 + 3 * place])
        }
        guard sums.count == 5, moments.count == 3 else { return nil }
        var tally = self
        (tally.count, tally.zeros) = (state.counts[0], state.counts[1])
        (tally.under, tally.over, tally.squares, tally.relative, tally.sizes) = (
            sums[0], sums[1], sums[2], sums[3], sums[4]
        )
        (tally.truth, tally.errors, tally.magnitudes) = (moments[0], moments[1], moments[2])
        return tally
    }
}
