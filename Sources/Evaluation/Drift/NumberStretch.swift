import Statistics

/// What a walk over a stretch of two samples in order finds: how far they are apart, and how many numbers of each are in which
/// of some bins.
struct NumberStretch: Sendable {
    typealias Counts = (reference: Int, actual: Int)

    private(set) var distance: NumberDistance
    private(set) var tenths: [Counts]
    private(set) var parts: [Counts]
    /// How many numbers of the one sample are smaller or larger than all of the other.
    private(set) var outside = 0
    /// The ends of the bins, which belong to them; the last bin has none.
    private let tenthLimits: [Double]
    private let partLimits: [Double]
    /// The smallest and the largest number of the reference, once where they are the same.
    private let ends: [Double]

    init(_ tenths: [Double], _ parts: [Double], within ends: [Double], totals: Counts, before: Counts = (0, 0)) {
        self.ends = ends
        distance = NumberDistance(totals: totals, before: before)
        tenthLimits = tenths
        partLimits = parts
        self.tenths = [Counts](repeating: (0, 0), count: tenths.count + 1)
        self.parts = [Counts](repeating: (0, 0), count: parts.count + 1)
    }

    /// Adds the next numbers, those of either sample in order.
    mutating func add(_ numbers: [[Double]], _ ties: Ranks.Ties?) {
        if let ties { return add(ties.number, ties.counts[0], ties.counts[1]) }
        let (references, actuals) = (numbers[0], numbers[1])
        var (left, right) = (0, 0)
        while left < references.count || right < actuals.count {
            let number = min(
                left < references.count ? references[left] : .infinity,
                right < actuals.count ? actuals[right] : .infinity
            )
            let (first, firstOther) = (left, right)
            while left < references.count, references[left] == number { left += 1 }
            while right < actuals.count, actuals[right] == number { right += 1 }
            add(number, left - first, right - firstOther)
        }
    }

    private mutating func add(_ number: Double, _ reference: Int, _ actual: Int) {
        distance.add(number, reference: reference, actual: actual)
        if let first = ends.first, let last = ends.last, number < first || number > last { outside += actual }
        let (tenth, part) = (Self.bin(of: number, tenthLimits), Self.bin(of: number, partLimits))
        self.tenths[tenth].reference += reference
        self.tenths[tenth].actual += actual
        self.parts[part].reference += reference
        self.parts[part].actual += actual
    }

    /// The first bin whose end is not below the number.
    private static func bin(of number: Double, _ limits: [Double]) -> Int {
        var (low, high) = (0, limits.count)
        while low < high {
            let middle = (low + high) / 2
            if limits[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds what was found of larger numbers.
    mutating func append(_ next: NumberStretch) {
        distance.append(next.distance)
        outside += next.outside
        for bin in tenths.indices {
            tenths[bin].reference += next.tenths[bin].reference
            tenths[bin].actual += next.tenths[bin].actual
        }
        for bin in parts.indices {
            parts[bin].reference += next.parts[bin].reference
            parts[bin].actual += next.parts[bin].actual
        }
    }
}
