/// A binomial law of which some numbers of trials come again and again: for those its draws are looked up.
package struct TabledBinomialLaw: Sendable {
    private let law: BinomialLaw
    private let segments: [Segment]

    /// The tables of numbers of trials that follow each other.
    private struct Segment: Sendable {
        let lowest: Int
        let tables: [BinomialTable]
    }

    /// - Parameter counts: The numbers of trials that there are tables for.
    package init(probability: Double, counts: [ClosedRange<Int>] = []) {
        law = BinomialLaw(probability: probability)
        segments = counts.map { range in
            Segment(lowest: range.lowerBound, tables: range.map { BinomialTable(count: $0, probability: probability) })
        }
    }

    /// The number of successes among `count` trials.
    package func draw(_ count: Int, using random: inout SplitMix64) -> Int {
        for segment in segments.indices {
            let place = count &- segments[segment].lowest
            guard place >= 0, place < segments[segment].tables.count else { continue }
            return segments[segment].tables[place].draw(using: &random)
        }
        return law.draw(count, using: &random)
    }
}

/// The distribution of one binomial law as a table to draw from: the smallest number whose cumulated probability is above
/// a uniform one, found from a guide that leads near it (Chen & Asau, 1974).
///
/// What is left out at the ends is less likely than the smallest step of the uniform number.
struct BinomialTable: Sendable {
    private let first: Int
    private let cumulated: [Double]
    private let guide: [Int32]

    private static let smallest = 1e-20

    init(count: Int, probability: Double) {
        let share = min(max(probability, 0), 1)
        let mode = min(Int(Double(count + 1) * share), count)
        // Against that of the most likely number, which cancels out.
        var below: [Double] = []
        var above: [Double] = []
        var term = 1.0
        for number in stride(from: mode, to: 0, by: -1) {
            term *= Double(number) / Double(count - number + 1) * (1 - share) / share
            guard term > Self.smallest else { break }
            below.append(term)
        }
        term = 1
        for number in mode..<count {
            term *= Double(count - number) / Double(number + 1) * share / (1 - share)
            guard term > Self.smallest else { break }
            above.append(term)
        }
        first = mode - below.count
        let terms = below.reversed() + [1] + above
        let sum = terms.reduce(0, +)
        var cumulated: [Double] = []
        var reached = 0.0
        for term in terms {
            reached += term
            cumulated.append(reached / sum)
        }
        cumulated[cumulated.count - 1] = 1
        self.cumulated = cumulated
        var guide: [Int32] = []
        var place = 0
        for part in cumulated.indices {
            while cumulated[place] <= Double(part) / Double(cumulated.count) { place += 1 }
            guide.append(Int32(place))
        }
        self.guide = guide
    }

    func draw(using random: inout SplitMix64) -> Int {
        let unit = random.nextUnit()
        var place = Int(guide[Int(unit * Double(guide.count))])
        while cumulated[place] <= unit { place += 1 }
        return first + place
    }
}
