import JSON
import Statistics

/// How often something has happened in simulated runs, with the 95% interval for its chance (Wilson).
package struct ChanceEstimate: Sendable, Hashable {
    package let count: Int
    package let runs: Int

    package init(_ count: Int, of runs: Int) {
        self.count = count
        self.runs = runs
    }

    package var share: Double { runs == 0 ? 0 : Double(count) / Double(runs) }

    package var interval: ClosedRange<Double> {
        WilsonInterval(successes: count, trials: runs).map { $0.lower...$0.upper } ?? 0...1
    }

    var json: JSONValue {
        [
            "count": .integer(count), "share": .number(share), "lower": .number(interval.lowerBound),
            "upper": .number(interval.upperBound),
        ]
    }
}

/// What a quantity has come to in simulated runs: mean and percentiles, each with its 95% interval.
///
/// A percentile is the value at rank ceil(n p / 100) in order of size, and its interval that between the ranks which the
/// normal approximation of the binomial law gives (Hahn & Meeker, Statistical Intervals, 1991, section 5.2).
package struct AmountEstimate: Sendable, Hashable {
    package struct Value: Sendable, Hashable {
        package let value: Double
        package let interval: ClosedRange<Double>
    }

    package let mean: Value
    package let median: Value
    package let p95: Value
    package let maximum: Double

    /// Nil where there is no run.
    package init?(_ values: [Double]) {
        guard let last = values.max() else { return nil }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = values.count > 1 ? Self.quantile * (squares / (count - 1) / count).squareRoot() : 0
        self.mean = Value(value: mean, interval: mean - error...mean + error)
        let sorted = values.sorted()
        median = Self.percentile(50, of: sorted)
        p95 = Self.percentile(95, of: sorted)
        maximum = last
    }

    /// The normal law's quantile for 95% in the middle.
    private static let quantile = 1.959963984540054

    private static func percentile(_ percent: Double, of sorted: [Double]) -> Value {
        let count = Double(sorted.count)
        let share = percent / 100
        func value(_ rank: Double) -> Double { sorted[min(max(Int(rank.rounded(.up)), 1), sorted.count) - 1] }
        let spread = quantile * (count * share * (1 - share)).squareRoot()
        let rank = count * share
        return Value(value: value(rank), interval: value(rank - spread)...value(rank + spread + 1))
    }

    var json: JSONValue {
        func value(_ value: Value) -> JSONValue {
            [
                "value": .number(value.value), "lower": .number(value.interval.lowerBound),
                "upper": .number(value.interval.upperBound),
            ]
        }
        return ["mean": value(mean), "p50": value(median), "p95": value(p95), "max": .number(maximum)]
    }
}
