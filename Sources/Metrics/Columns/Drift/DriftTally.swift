/// The values of a column as drift is measured by: numbers, or texts.
package struct DriftTally: ColumnTally {
    private let column: Int
    private let isOfNumbers: Bool
    private(set) var numbers: NumberSketch
    private(set) var texts: [String: Int] = [:]
    package private(set) var awaited: AwaitedRows?
    /// The rows that it is compared with, once they are known: one element, or none.
    private var references: [DriftTally] = []

    var reference: DriftTally? { references.first }

    /// - Parameter isOfNumbers: Whether the column is one of the batch's numbers; else it is one of its texts.
    init(column: Int, isOfNumbers: Bool) {
        self.column = column
        self.isOfNumbers = isOfNumbers
        numbers = NumberSketch(column: column)
    }

    /// - Parameter columns: Is asked for the column of that name, and knows whether it is one of texts.
    ///
    /// - Parameter window: The rows that it is compared with, where those are no model's.
    package init(of name: String, against window: String? = nil, _ columns: inout ColumnList) {
        let isOfNumbers = !columns.holdsTexts(name)
        self.init(column: isOfNumbers ? columns.number(name) : columns.text(name), isOfNumbers: isOfNumbers)
        awaited = window.map { AwaitedRows(window: $0, column: name) }
    }

    package func referring(to state: TallyState) -> DriftTally {
        var tally = self
        tally.references = DriftTally(column: column, isOfNumbers: isOfNumbers).holding(state).map { [$0] } ?? []
        return tally
    }

    package var count: Int { isOfNumbers ? numbers.count : texts.values.reduce(0) { $0.saturatingAdd($1) } }

    package mutating func add(_ rows: ColumnBatch) {
        if isOfNumbers { return numbers.add(rows) }
        let names = rows.names[column]
        var found = [Int](repeating: 0, count: names.count)
        for text in rows.texts[column] where text >= 0 { found[Int(text)] &+= 1 }
        for (name, count) in zip(names, found) where count > 0 { texts[name, default: 0] += count }
    }

    package mutating func merge(_ other: DriftTally) {
        numbers.merge(other.numbers)
        texts.merge(other.texts) { $0.saturatingAdd($1) }
    }

    package var state: TallyState {
        if isOfNumbers { return numbers.state }
        let names = texts.keys.sorted()
        return TallyState(counts: names.map { texts[$0] ?? 0 }, names: names)
    }

    package func holding(_ state: TallyState) -> DriftTally? {
        var tally = self
        if isOfNumbers {
            guard let numbers = numbers.holding(state) else { return nil }
            tally.numbers = numbers
        } else {
            guard state.counts.count == state.names.count else { return nil }
            tally.texts = Dictionary(zip(state.names, state.counts)) { first, _ in first }
        }
        return tally
    }
}
