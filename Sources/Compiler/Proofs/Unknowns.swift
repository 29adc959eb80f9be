import Plan

/// What conditions measure, numbered. Equal references in equal windows are one unknown, on the candidate and on the
/// baseline apart; a product or quotient of unknowns is an unknown of its own, of which nothing but its range is known.
struct Unknowns {
    private let metricRanges: [String: ClosedRange<Double>]
    private var numbers: [Expression: Int] = [:]
    /// The values that each can take.
    private(set) var ranges: [ClosedRange<Double>] = []
    /// Pairs of which the first is at most the second, where both have values: of one distribution, the quantiles.
    private(set) var orders: [(lesser: Int, greater: Int)] = []
    private var quantiles: [Distribution: [(number: Int, share: Double)]] = [:]

    /// What quantiles are read of.
    private struct Distribution: Hashable {
        let metric: MetricReference
        let isBaseline: Bool
    }

    /// What is measured by these metrics; where two have one name it is the first that conditions mean.
    init(_ metrics: [MetricDescriptor]) {
        metricRanges = Dictionary(metrics.map { ($0.name, $0.range) }) { first, _ in first }
    }

    /// The expression over numbered unknowns.
    mutating func form(of expression: Expression) -> LinearForm {
        switch expression {
        case .constant(let value, _): return .constant(value)
        case .metric, .baseline: return .unknown(number(of: expression))
        case .binary(let sign, let left, let right):
            let (a, b) = (form(of: left), form(of: right))
            switch sign {
            case .plus: return a + b
            case .minus: return a - b
            case .times:
                if let factor = a.value { return b.scaled(by: factor) }
                if let factor = b.value { return a.scaled(by: factor) }
            case .dividedBy:
                if let divisor = b.value, divisor != 0 { return a.scaled(by: 1 / divisor) }
            }
            return .unknown(number(of: expression))
        }
    }

    private mutating func number(of expression: Expression) -> Int {
        if let number = numbers[expression] { return number }
        let number = ranges.count
        numbers[expression] = number
        let everything = -Double.infinity...Double.infinity
        ranges.append(ConstantComparison.interval(of: expression, metricRanges) ?? everything)
        switch expression {
        case .metric(let metric): order(number, metric, isBaseline: false)
        case .baseline(let metric): order(number, metric, isBaseline: true)
        case .constant, .binary: break
        }
        return number
    }

    private mutating func order(_ number: Int, _ metric: MetricReference, isBaseline: Bool) {
        guard let share = metric.variant.flatMap(Self.quantile) else { return }
        let whole = MetricReference(
            metric.name,
            selectors: metric.selectors,
            segment: metric.segment,
            window: metric.window
        )
        let distribution = Distribution(metric: whole, isBaseline: isBaseline)
        for other in quantiles[distribution, default: []] {
            orders.append(other.share < share ? (other.number, number) : (number, other.number))
        }
        quantiles[distribution, default: []].append((number, share))
    }

    /// The share of `p95`.
    private static func quantile(_ variant: String) -> Double? {
        guard variant.first == "p", variant.count == 3 else { return nil }
        return Int(variant.dropFirst()).map { Double($0) / 100 }
    }

    /// Adds the numbers of all that an expression reads: where one of them has no value, the expression has none.
    mutating func collectReads(_ expression: Expression, _ reads: inout [Int]) {
        switch expression {
        case .constant: break
        case .metric, .baseline: reads.insert(number(of: expression))
        case .binary(let sign, let left, let right):
            collectReads(left, &reads)
            collectReads(right, &reads)
            // A quotient has no value where its divisor is 0, whatever is known of the two.
            if sign == .dividedBy, !right.metrics.isEmpty { reads.insert(number(of: expression)) }
        }
    }
}

extension [Int] {
    /// Adds a number that is not among them.
    mutating func insert(_ number: Int) {
        if !contains(number) { append(number) }
    }
}
