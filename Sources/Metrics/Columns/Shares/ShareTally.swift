/// In how many rows of a column something is so.
package struct ShareTally: ColumnTally {
    /// What may be so.
    package enum Event: Sendable, Hashable {
        /// The column has that text.
        case isText(String)
        /// The column has the text that another column of texts has.
        case isColumn(Int)
        /// The column, of numbers, has at most that one.
        case isAtMost(Double)
        /// The column, of numbers, has at least that one.
        case isAtLeast(Double)
        /// The column, of numbers, has one below the first or above the second of these.
        case isOutside(Double, Double)
        /// The column, of texts, has one that is none of these.
        case isNoneOf(Set<String>)
        /// The column, of texts, has none; each row can be told.
        case isNoText
        /// The column, of numbers, has none; each row can be told.
        case isNoNumber
    }

    private let column: Int
    private let event: Event
    /// The rows that could be told.
    package private(set) var count = 0
    /// Those of them in which it is so.
    package private(set) var hits = 0

    package init(column: Int, event: Event) {
        self.column = column
        self.event = event
    }

    package mutating func add(_ rows: ColumnBatch) {
        switch event {
        case .isText(let text):
            let wanted = rows.number(of: text, in: column)
            for text in rows.texts[column] {
                count &+= text >= 0 ? 1 : 0
                hits &+= text == wanted ? 1 : 0
            }
        case .isColumn(let other):
            let (texts, others) = (rows.texts[column], rows.texts[other])
            // The two columns need not number their texts alike.
            let same = rows.names[column].map { rows.number(of: $0, in: other) }
            for row in 0..<min(texts.count, others.count) where texts[row] >= 0 && others[row] >= 0 {
                count &+= 1
                hits &+= same[Int(texts[row])] == others[row] ? 1 : 0
            }
        case .isAtMost(let limit): addNumbers(rows) { $0 <= limit }
        case .isAtLeast(let limit): addNumbers(rows) { $0 >= limit }
        case .isOutside(let lowest, let highest): addNumbers(rows) { $0 < lowest || $0 > highest }
        case .isNoneOf(let known):
            let isKnown = rows.names[column].map(known.contains)
            for text in rows.texts[column] where text >= 0 {
                count &+= 1
                hits &+= isKnown[Int(text)] ? 0 : 1
            }
        case .isNoText:
            count &+= rows.count
            hits &+= rows.texts[column].count { $0 < 0 }
        case .isNoNumber:
            count &+= rows.count
            hits &+= rows.numbers[column].count(where: \.isNaN)
        }
    }

    @inline(__always)
    private mutating func addNumbers(_ rows: ColumnBatch, _ isSo: (Double) -> Bool) {
        for number in rows.numbers[column] where !number.isNaN {
            count &+= 1
            hits &+= isSo(number) ? 1 : 0
        }
    }

    package mutating func merge(_ other: ShareTally) {
        count = count.saturatingAdd(other.count)
        hits = hits.saturatingAdd(other.hits)
    }

    package var state: TallyState { TallyState(counts: [count, hits]) }

    package func holding(_ state: TallyState) -> ShareTally? {
        guard state.counts.count == 2, state.counts[1] <= state.counts[0] else { return nil }
        var tally = self
        (tally.count, tally.hits) = (state.counts[0], state.counts[1])
        return tally
    }
}
