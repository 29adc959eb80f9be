internal import Glibc

/// The mean of a column's numbers in which a number counts half as much for each half-life that it is older than the latest.
package struct DecayingTally: ColumnTally {
    private let column: Int
    private let time: Int
    private let halfLife: Double
    package private(set) var count = 0
    private var latest = -Double.infinity
    /// The weights of all numbers, and the numbers by their weights, as of the latest.
    private var weight = 0.0
    private var sum = 0.0

    /// - Parameters:
    ///   - time: The column of times, in seconds.
    ///   - halfLife: In seconds.
    package init(column: Int, time: Int, halfLife: Double) {
        self.column = column
        self.time = time
        self.halfLife = halfLife
    }

    /// The mean, or nil where there is no number.
    package var mean: Double? { weight > 0 ? sum / weight : nil }

    package mutating func add(_ rows: ColumnBatch) {
        let (numbers, times) = (rows.numbers[column], rows.numbers[time])
        let reached = zip(numbers, times).reduce(latest) { $1.0.isNaN || $1.1.isNaN ? $0 : max($0, $1.1) }
        age(to: reached)
        for row in 0..<min(numbers.count, times.count) {
            guard !numbers[row].isNaN, !times[row].isNaN else { continue }
            let share = exp2((times[row] - latest) / halfLife)
            count &+= 1
            weight += share
            sum += share * numbers[row]
        }
    }

    package mutating func merge(_ other: DecayingTally) {
        var other = other
        age(to: max(latest, other.latest))
        other.age(to: latest)
        count = count.saturatingAdd(other.count)
        weight += other.weight
        sum += other.sum
    }

    private mutating func age(to time: Double) {
        guard time > latest else { return }
        if count > 0 {
            let share = exp2((latest - time) / halfLife)
            weight *= share
            sum *= share
        }
        latest = time
    }

    package var state: TallyState {
        count == 0 ? TallyState() : TallyState(counts: [count], numbers: [latest, weight, sum])
    }

    package func holding(_ state: TallyState) -> DecayingTally? {
        guard let count = state.counts.first else { return self }
        guard state.numbers.count == 3 else { return nil }
        var tally = self
        tally.count = count
        (tally.latest, tally.weight, tally.sum) = (state.numbers[0], state.numbers[1], state.numbers[2])
        return tally
    }
}
