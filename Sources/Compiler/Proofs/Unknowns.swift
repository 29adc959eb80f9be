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
    /// What they are, in the order of their numbers.
    private var expressions: [Expression] = []
    /// Of each what most conditions have that read it: itself alone, and its terms in them. Long plans have them once.
    private var singles: [Single] = []

    private struct Single {
        let reads: [Int]
        let plus: [LinearForm.Term]
        let minus: [LinearForm.Term]

        init(_ number: Int) {
            reads = [number]
            plus = [LinearForm.Term(number: number, factor: 1)]
            minus = [LinearForm.Term(number: number, factor: -1)]
        }
    }

    /// What is measured by these metrics; where two have one name it is the first that conditions mean.
    ///
    /// - Parameter bare: What the bare name of a metric of classes is about, wherever conditions have it.
    init(_ metrics: [MetricDescriptor], bare: BareReading = .unknown) {
        metricRanges = Dictionary(metrics.map { ($0.name, $0.range) }) { first, _ in first }
        relations = MetricRelations(metrics, bare: bare)
    }

    /// The metric that an unknown is, as a condition writes it; nothing for products and quotients.
    func name(of number: Int) -> String {
        switch expressions[number] {
        case .metric(let metric), .baseline(let metric): metric.text
        case .constant, .binary: ""
        }
    }

    /// Numbers what others have that is not numbered yet, in their order.
    mutating func note(_ others: Unknowns) {
        for expression in others.expressions { _ = number(of: expression) }
    }

    /// Whether all that is numbered has the same numbers in others.
    func isBeginning(of others: Unknowns) -> Bool {
        expressions.count <= others.expressions.count
            && expressions.elementsEqual(others.expressions.prefix(expressions.count))
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

    /// The same numbers, in memory that others have too where it is a single one.
    func shared(_ reads: [Int]) -> [Int] { reads.count == 1 ? singles[reads[0]].reads : reads }

    /// The same sum, in memory that others have too where it is of one unknown.
    func shared(_ form: LinearForm) -> LinearForm {
        guard form.terms.count == 1, let term = form.terms.first, abs(term.factor) == 1 else { return form }
        let single = singles[term.number]
        return LinearForm(term.factor > 0 ? single.plus : single.minus, constant: form.constant)
    }

    private mutating func number(of expression: Expression) -> Int {
        if let number = numbers[expression] { return number }
        let number = ranges.count
        numbers[expression] = number
        expressions.append(expression)
        singles.append(Single(number))
        let everything = -Double.infinity...Double.infinity
        ranges.append(ConstantComparison.interval(of: expression, metricRanges) ?? everything)
        switch expression {
        case .metric(let metric): relations.note(number, metric, isBaseline: false)
        case .baseline(let metric): relations.note(number, metric, isBaseline: true)
        case .constant, .binary: break
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
