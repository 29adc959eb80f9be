import Statistics

/// The ranges into which values at fixed ranks of a reference part a column.
///
/// Equal values are put in an order by lot, those of the reference as those that come: then the chance of each range is known
/// whatever the values are, texts included.
struct ReferenceRanges<Value: Comparable & Hashable & Sendable>: Sendable, Hashable {
    /// The values at the ends of ranges, in order, each once.
    let ends: [Value]
    /// For each of them, where in the order of the values equal to it ranges end, from 0 to 1.
    private let lots: [[Double]]
    /// How many ends lie before each of them.
    private let before: [Int]
    /// How many gaps between values of the reference each range has.
    let gaps: [Int]

    private static var most: Int { 20 }
    private static var leastGaps: Int { 5 }
    /// Of fewer values there are no two ranges.
    static var leastCount: Int { 2 * leastGaps - 1 }
    private static var seed: UInt64 { 0x5AFE }

    /// - Parameter ordered: The values of the reference in order, each once, with how often it comes.
    ///
    /// Nil where they are too few for two ranges.
    init?(_ ordered: [(value: Value, count: Int)]) {
        let gapCount = ordered.reduce(1) { $0 + $1.count }
        let ranges = min(Self.most, gapCount / Self.leastGaps)
        guard ranges > 1 else { return nil }
        let ranks = (1..<ranges).map { gapCount / ranges * $0 + gapCount % ranges * $0 / ranges }
        gaps = zip(ranks + [gapCount], [0] + ranks).map { $0 - $1 }
        var (ends, lots, before): ([Value], [[Double]], [Int]) = ([], [], [])
        var (next, reached) = (0, 0)
        for (number, (value, count)) in ordered.enumerated() where next < ranks.count {
            let own = ranks[next...].prefix { $0 <= reached + count }.map { $0 - reached }
            reached += count
            guard !own.isEmpty else { continue }
            let drawn = (0..<count).map { Self.lot(stream: UInt64(number), index: UInt64($0)) }.sorted()
            ends.append(value)
            lots.append(own.map { drawn[$0 - 1] })
            before.append(next)
            next += own.count
        }
        self.ends = ends
        self.lots = lots
        self.before = before
    }

    /// The first end that is not before the value.
    func place(of value: Value) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The range of the values that lie before an end, and after the one before it.
    func range(before place: Int) -> Int { place < before.count ? before[place] : gaps.count - 1 }

    /// In which ranges so many values lie that are equal to an end, after so many observations.
    func draw(_ count: Int, equalTo place: Int, after observations: Int, into counts: inout [Int]) {
        let own = lots[place]
        for index in 0..<count {
            let stream = UInt64(place) | 1 << 63
            let lot = Self.lot(stream: stream, index: UInt64(observations) &+ UInt64(index))
            counts[before[place] + own.count { $0 < lot }] += 1
        }
    }

    private static func lot(stream: UInt64, index: UInt64) -> Double {
        Double(CounterRandom.bits(seed: seed, stream: stream, index: index) >> 11) * 0x1p-53
    }
}
