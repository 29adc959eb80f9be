internal import Glibc

/// How far two distributions over the same bins lie apart, each given by its counts.
package struct ShareDistance: Sendable, Hashable {
    private let reference: [Double]
    private let actual: [Double]

    /// Nil where a side has nothing, or the two do not have the same bins.
    package init?(reference: [Int], actual: [Int]) {
        let totals = (Double(reference.reduce(0, +)), Double(actual.reduce(0, +)))
        guard totals.0 > 0, totals.1 > 0, reference.count == actual.count else { return nil }
        self.reference = reference.map(Double.init)
        self.actual = actual.map(Double.init)
    }

    private var pairs: [(Double, Double)] {
        let totals = (reference.reduce(0, +), actual.reduce(0, +))
        return zip(reference, actual).map { ($0 / totals.0, $1 / totals.1) }
    }

    /// The population stability index, the sum of (a - e) ln(a / e). A bin that is empty on one side counts as half an
    /// observation there, and one that is empty on both not at all.
    package var populationStability: Double {
        let totals = (reference.reduce(0, +), actual.reduce(0, +))
        return zip(reference, actual).reduce(0) { sum, counts in
            guard counts.0 + counts.1 > 0 else { return sum }
            let expected = max(counts.0, 0.5) / totals.0
            let found = max(counts.1, 0.5) / totals.1
            return sum + (found - expected) * log(found / expected)
        }
    }

    /// The Jensen-Shannon distance, the square root of the divergence, by natural logarithms: at most the root of ln 2.
    package var jensenShannon: Double {
        func divergence(_ share: Double, _ mean: Double) -> Double { share > 0 ? share * log(share / mean) : 0 }
        let sum = pairs.reduce(0) { sum, shares in
            let mean = (shares.0 + shares.1) / 2
            return sum + divergence(shares.0, mean) + divergence(shares.1, mean)
        }
        return max(0, sum / 2).squareRoot()
    }

    /// Hellinger's distance, at most 1.
    package var hellinger: Double {
        let sum = pairs.reduce(0) { sum, shares in
            let distance = shares.0.squareRoot() - shares.1.squareRoot()
            return sum + distance * distance
        }
        return (sum / 2).squareRoot()
    }

    /// Half the sum of the differences of the shares, at most 1.
    package var totalVariation: Double { pairs.reduce(0) { $0 + abs($1.0 - $1.1) } / 2 }

    /// Pearson's chi-square of the two rows of counts, without a correction.
    package var chiSquare: Double {
        let totals = (reference.reduce(0, +), actual.reduce(0, +))
        return zip(reference, actual).reduce(0) { sum, counts in
            let column = counts.0 + counts.1
            guard column > 0 else { return sum }
            return [(counts.0, totals.0), (counts.1, totals.1)].reduce(sum) { sum, cell in
                let expected = column * cell.1 / (totals.0 + totals.1)
                return sum + (cell.0 - expected) * (cell.0 - expected) / expected
            }
        }
    }
}
