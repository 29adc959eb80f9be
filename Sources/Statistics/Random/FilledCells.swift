internal import Glibc

/// How many different cells of a growing number of them have been met, as each is met as likely as any other: the
/// occupancy law.
///
/// Cells are only ever added, so whatever was met is among those of every later number; of a smaller number than before,
/// all are taken for met as far as they can be. Few meetings are drawn one by one; many by the normal law with the exact
/// mean and variance of the number of cells newly met.
package struct FilledCells: Sendable, Hashable {
    package private(set) var count = 0

    private static let largestExact = 48

    package init() {}

    /// Adds so many meetings, each with one of so many cells.
    package mutating func add(_ meetings: Int, among cells: Int, using random: inout SplitMix64) {
        let unmet = cells - count
        guard meetings > 0, unmet > 0 else { return }
        if meetings <= Self.largestExact {
            for _ in 0..<meetings where random.next(below: cells) >= count { count += 1 }
            return
        }
        let all = Double(cells)
        let left = Double(unmet)
        let met = Double(meetings)
        // The chances that one certain cell, and that two certain cells, are not met.
        let one = exp(met * log1p(-1 / all))
        let two = cells > 2 ? exp(met * log1p(-2 / all)) : 0
        let variance = max(0, left * one + left * (left - 1) * two - left * left * one * one)
        let drawn = left * (1 - one) + variance.squareRoot() * random.nextNormal()
        count += min(max(Int(drawn.rounded()), count == 0 ? 1 : 0), min(unmet, meetings))
    }
}
