/// A binomial law of which some numbers of trials come again and again: for those its draws are looked up.
///
/// The tables lie one behind the other: who draws refers to three lists and no more, whichever table it is. It is an object,
/// so that whoever draws does not count references to each of the lists.
package final class TabledBinomialLaw: Sendable {
    private let law: BinomialLaw
    private let segments: [Segment]
    private let tables: [Table]
    private let cumulated: [Double]
    private let guide: [Int32]

    /// The tables of numbers of trials that follow each other.
    private struct Segment: Sendable {
        let lowest: Int
        let count: Int
        /// Which table is that of the lowest.
        let table: Int
    }

    /// Where a table lies.
    private struct Table: Sendable {
        let first: Int
        let start: Int
        let count: Int
    }

    /// - Parameter counts: The numbers of trials that there are tables for.
    package init(probability: Double, counts: [ClosedRange<Int>] = []) {
        law = BinomialLaw(probability: probability)
        var segments: [Segment] = []
        var tables: [Table] = []
        var cumulated: [Double] = []
        var guide: [Int32] = []
        for range in counts {
            segments.append(Segment(lowest: range.lowerBound, count: range.count, table: tables.count))
            for count in range {
                let table = BinomialTable(count: count, probability: probability)
                tables.append(Table(first: table.first, start: cumulated.count, count: table.cumulated.count))
                cumulated += table.cumulated
                guide += table.guide
            }
        }
        self.segments = segments
        self.tables = tables
        self.cumulated = cumulated
        self.guide = guide
    }

    private init(_ other: TabledBinomialLaw) {
        law = other.law
        segments = other.segments
        tables = other.tables
        cumulated = other.cumulated
        guide = other.guide
    }

    /// The same for another thread: threads that refer to one object wait for each other to count the references.
    package var copied: TabledBinomialLaw { TabledBinomialLaw(self) }

    /// The number of successes among `count` trials.
    package func draw(_ count: Int, using random: inout SplitMix64) -> Int {
        for index in segments.indices {
            let place = count &- segments[index].lowest
            guard place >= 0, place < segments[index].count else { continue }
            return draw(tables[segments[index].table &+ place], using: &random)
        }
        return law.draw(count, using: &random)
    }

    private func draw(_ table: Table, using random: inout SplitMix64) -> Int {
        let unit = random.nextUnit()
        var place = Int(guide[table.start &+ Int(unit * Double(table.count))])
        while cumulated[table.start &+ place] <= unit { place &+= 1 }
        return table.first + place
    }
}

/// The distribution of one binomial law as a table to draw from: the smallest number whose cumulated probability is above
/// a uniform one, found from a guide that leads near it (Chen & Asau, 1974).
///
/// What is left out at the ends is less likely than the smallest step of the uniform number.
struct BinomialTable: Sendable {
    /// The number that the first cumulated probability is of.
    let first: Int
    let cumulated: [Double]
    let guide: [Int32]

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
}
