import Plan

/// What conditions measure, numbered. Equal references in equal windows are one unknown, on the candidate and on the
/// baseline apart; a product or quotient of unknowns is an unknown of its own, of which nothing but its range is known.
struct Unknowns {
    private let metricRanges: [String: ClosedRange<Double>]
    private var numbers: [Expression: Int] = [:]
    /// The values that each can take.
    private(set) var ranges: [ClosedRange<Double>] = []
    /// What they have to do with each other.
    private(set) var relations: MetricRelations
    private var names: [String] = []

    /// What is measured by these metrics; where two have one name it is the first that conditions mean.
    ///
    /// - Parameter bare: What the bare name of a metric of classes is about, wherever conditions have it.
    init(_ metrics: [MetricDescriptor], bare: BareReading = .unknown) {
        metricRanges = Dictionary(metrics.map { ($0.name, $0.range) }) { first, _ in first }
        relations = MetricRelations(metrics, bare: bare)
    }

    /// The metric that an unknown is, as a condition writes it; nothing for products and quotients.
    func name(of number: Int) -> String { names[number] }

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
        case .metric(let metric):
            names.append(metric.text)
            relations.note(number, metric, isBaseline: false)
        case .baseline(let metric):
            names.append(metric.text)
            relations.note(number, metric, isBaseline: true)
        case .constant, .binary: names.append("")
        }
        return number
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
