/// A metric's values at even steps of time, as promtool's compact notation writes them: runs of values that grow evenly.
package struct TestSeries: Sendable, Hashable {
    /// Values one step apart: `first`, `first + step`, and so on; nothing where that is nil.
    package struct Run: Sendable, Hashable {
        package let first: Double?
        package let step: Double
        package let count: Int

        package init(first: Double?, step: Double = 0, count: Int) {
            self.first = first
            self.step = step
            self.count = count
        }
    }

    /// How its values are written, which has to fit what they are values of.
    package enum Unit: String, Sendable, Hashable {
        case number, percent, duration, rate
    }

    package let runs: [Run]
    /// Whether nothing is there after the last value; else it stays.
    package let isStale: Bool
    /// Nil where it has no values.
    package let unit: Unit?

    package init(runs: [Run], isStale: Bool, unit: Unit?) {
        self.runs = runs
        self.isStale = isStale
        self.unit = unit
    }

    /// The value after so many steps, or nil where there is none.
    package func value(at index: Int) -> Double? {
        var start = 0
        for run in runs {
            if index < start + run.count { return run.first.map { $0 + run.step * Double(index - start) } }
            start += run.count
        }
        guard !isStale, let last = runs.last else { return nil }
        return last.first.map { $0 + last.step * Double(last.count - 1) }
    }
}
