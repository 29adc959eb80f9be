/// How many observations it takes to tell something with a stated chance, where each of them speaks for it with the same
/// probability.
///
/// The chance is that of telling after exactly so many; who looks before as well tells no less often.
package enum DetectionSize {
    /// About the smallest number of observations that suffices, up to `most`; nil where those do not.
    ///
    /// - Parameters:
    ///   - power: The chance of telling it.
    ///   - probability: Of an observation to speak for it.
    ///   - isTold: Whether it is told where so many speak for it out of so many; it is where more do, too.
    package static func observations(
        power: Double,
        probability: Double,
        upTo most: Int,
        isTold: (_ speaking: Int, _ all: Int) -> Bool
    ) -> Int? {
        func suffices(_ count: Int) -> Bool { chance(count, probability, isTold) >= power }
        var (short, enough) = (0, 1)
        while !suffices(enough) {
            guard enough < most else { return nil }
            short = enough
            enough = enough < most / 2 ? enough * 2 : most
        }
        while enough - short > 1 {
            let middle = short + (enough - short) / 2
            if suffices(middle) { enough = middle } else { short = middle }
        }
        return enough
    }

    /// The chance that it is told after so many observations.
    package static func chance(
        _ count: Int,
        _ probability: Double,
        _ isTold: (_ speaking: Int, _ all: Int) -> Bool
    ) -> Double {
        guard isTold(count, count) else { return 0 }
        var (few, least) = (-1, count)
        while least - few > 1 {
            let middle = few + (least - few) / 2
            if isTold(middle, count) { least = middle } else { few = middle }
        }
        // Of a binomial number the chance to come to `least` is a beta variable's to stay below the probability.
        return least == 0 ? 1 : IncompleteBeta.value(probability, Double(least), Double(count - least + 1))
    }
}
