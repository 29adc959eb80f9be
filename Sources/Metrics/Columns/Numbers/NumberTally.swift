package import Statistics

/// The numbers of a column: how many, their sum and spread, the smallest and the largest.
package struct NumberTally: ColumnTally {
    private let column: Int
    package private(set) var moments = Moments()
    private var smallest = Double.infinity
    private var largest = -Double.infinity

    package init(column: Int) { self.column = column }

    package var count: Int { moments.count }
    package var minimum: Double? { count == 0 ? nil : smallest }
    package var maximum: Double? { count == 0 ? nil : largest }

    package mutating func add(_ rows: ColumnBatch) {
        let numbers = rows.numbers[column]
        moments.add(numbers.span)
        // What is not a number is neither smaller nor larger than anything.
        for number in numbers {
            smallest = number < smallest ? number : smallest
            largest = number > largest ? number : largest
        }
    }

    package mutating func merge(_ other: NumberTally) {
        moments.merge(other.moments)
        smallest = min(smallest, other.smallest)
        largest = max(largest, other.largest)
    }

    package var state: TallyState {
        count == 0 ? TallyState() : TallyState(counts: [count], numbers: moments.state + [smallest, largest])
    }

    package func holding(_ state: TallyState) -> NumberTally? {
        guard let count = state.counts.first else { return self }
        guard state.numbers.count == 5, let moments = Moments(count: count, state: state.numbers[..<3]) else {
            return nil
        }
        var tally = self
        tally.moments = moments
        (tally.smallest, tally.largest) = (state.numbers[3], state.numbers[4])
        return tally
    }
}
