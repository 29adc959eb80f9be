/// How often an outcome was had by both arms of a pair, by one alone, and by neither.
package struct PairedOutcomes: Sendable, Hashable {
    package var both: Int
    /// By the arm that is judged alone.
    package var arm: Int
    /// By the arm that it is held against alone.
    package var other: Int
    package var neither: Int

    package init(both: Int = 0, arm: Int = 0, other: Int = 0, neither: Int = 0) {
        self.both = both
        self.arm = arm
        self.other = other
        self.neither = neither
    }

    /// What evidence is made from, where the outcome counts 1: better is where the arm alone had it.
    package var counts: PairCounts { PairCounts(worse: other, same: Self.sum(both, neither), better: arm) }

    /// How many pairs there are.
    package var total: Int { Self.sum(Self.sum(both, arm), Self.sum(other, neither)) }

    package var all: [Int] { [both, arm, other, neither] }

    /// Counts come from files, too, and stay at the largest number rather than overflow.
    private static func sum(_ one: Int, _ another: Int) -> Int {
        let (sum, isTooLarge) = one.addingReportingOverflow(another)
        return isTooLarge ? .max : sum
    }
}
