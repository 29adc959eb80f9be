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

    /// The least and the greatest value; nil where there is none.
    package var range: ClosedRange<Double>? {
        let ends = runs.flatMap { run in run.first.map { [$0, $0 + run.step * Double(run.count - 1)] } ?? [] }
        guard let least = ends.min(), let greatest = ends.max() else { return nil }
        return least...greatest
    }

    /// The sum of the values of some steps, where nothing counts as 0.
    package func sum(over steps: Range<Int>) -> Double {
        var sum = 0.0
        var start = 0
        for run in runs {
            let part = steps.clamped(to: start..<start + run.count)
            if let first = run.first, !part.isEmpty {
                let (offset, count) = (Double(part.lowerBound - start), Double(part.count))
                sum += count * (first + run.step * (offset + (count - 1) / 2))
            }
            start += run.count
        }
        let beyond = max(0, steps.upperBound - max(start, steps.lowerBound))
        return sum + Double(beyond) * (value(at: start) ?? 0)
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
