internal import Glibc

/// The law of the largest difference of the shares of numbers up to a point, of two samples from one distribution without ties;
/// with ties it is less probable that the difference is as large.
package struct KolmogorovSmirnovLaw: Sendable, Hashable {
    /// Up to this product of the sizes the law is the exact one.
    private static let exactLimit = 10_000_000

    private let reference: Int
    private let actual: Int

    /// Nil where a sample is empty.
    package init?(reference: Int, actual: Int) {
        guard reference > 0, actual > 0 else { return nil }
        self.reference = reference
        self.actual = actual
    }

    /// How probable a difference is that is at least this.
    package func tail(from distance: Double) -> Double {
        guard distance > 0 else { return 1 }
        return isExact(Self.exactLimit) ? exactTail(from: distance) : limitTail(from: distance)
    }

    /// What the difference exceeds with at most that probability: the smallest number of which that can be said, to five digits.
    package func quantile(tail probability: Double) -> Double {
        // The exact law is asked for again and again, so for smaller samples only.
        let isExact = isExact(100_000)
        var (low, high) = (0.0, 1.0)
        while high - low > 1e-6 {
            let middle = (low + high) / 2
            let tail = isExact ? exactTail(from: middle) : limitTail(from: middle)
            if tail > probability { low = middle } else { high = middle }
        }
        return high
    }

    private func isExact(_ limit: Int) -> Bool {
        let (product, isLarge) = reference.multipliedReportingOverflow(by: actual)
        return !isLarge && product <= limit
    }

    /// One less the share of orders of both samples whose path from corner to corner never gets as far from the diagonal (Hodges,
    /// Arkiv för matematik 3, 1958), the share of each step taken in instead of dividing by their number in the end.
    private func exactTail(from distance: Double) -> Double {
        let (rows, columns) = (min(reference, actual), max(reference, actual))
        // Differences are whole numbers of parts of the product.
        let reached = Int((distance * Double(rows) * Double(columns) - 1e-7).rounded(.up))
        guard reached <= rows * columns else { return 0 }
        func isInside(_ row: Int, _ column: Int) -> Bool { abs(row * columns - column * rows) < reached }
        var shares = [Double](repeating: 0, count: columns + 1)
        for column in 0...columns { shares[column] = isInside(0, column) ? (column == 0 ? 1 : shares[column - 1]) : 0 }
        for row in 1...rows {
            let weight = Double(row) / Double(row + columns)
            shares[0] = isInside(row, 0) ? weight * shares[0] : 0
            for column in 1...columns {
                shares[column] = isInside(row, column) ? weight * shares[column] + shares[column - 1] : 0
            }
        }
        return min(1, max(0, 1 - shares[columns]))
    }

    /// Kolmogorov's limit, with Stephens' correction for what is short of it (Journal of the Royal Statistical Society B 32, 1970).
    private func limitTail(from distance: Double) -> Double {
        let root = (Double(reference) * Double(actual) / (Double(reference) + Double(actual))).squareRoot()
        let reach = (root + 0.12 + 0.11 / root) * distance
        if reach < 1.18 {
            // The series that is fast where the other is slow.
            let base = exp(-Double.pi * Double.pi / (8 * reach * reach))
            let sum = [1.0, 9, 25, 49].reduce(0) { $0 + pow(base, $1) }
            return max(0, 1 - (2 * Double.pi).squareRoot() / reach * sum)
        }
        let base = exp(-2 * reach * reach)
        return min(1, max(0, 2 * (base - pow(base, 4) + pow(base, 9) - pow(base, 16))))
    }
}
