import Diagnostics
import Plan

/// Resolves the names of conditions and checks their types.
struct ConditionTyper {
    private var resolver: MetricResolver

    init(language: Language, declared: DeclaredMetrics = .none) {
        resolver = MetricResolver(language: language, declared: declared)
    }

    /// What conditions can refer to from here on.
    var scope: ConditionScope {
        get { resolver.scope }
        set { resolver.scope = newValue }
    }

    var diagnostics: [Diagnostic] { resolver.diagnostics }

    /// The metric, or nil where diagnostics say what is wrong.
    mutating func resolve(_ metric: MetricSyntax) -> MetricReference? { resolver.resolve(metric)?.reference }

    /// The typed condition, or nil where diagnostics say what is wrong.
    mutating func type(_ syntax: ConditionSyntax) -> Condition? {
        switch syntax {
        case .comparison(let left, let relation, let right): comparison(left, relation, right)
        case .not(let condition, _): type(condition).map(Condition.not)
        case .and(let conditions), .all(let conditions): types(conditions, atLeast: conditions.count)
        case .or(let conditions), .any(let conditions): types(conditions, atLeast: 1)
        case .atLeast(let count, let conditions): types(conditions, atLeast: count.value)
        }
    }

    /// The typed condition where nothing at all is to be said of it, else nil, and nothing is said.
    mutating func typeIfRight(_ syntax: ConditionSyntax) -> Condition? {
        // What was said before is put aside rather than copied, as it may be long.
        let before = resolver.putFindingsAside()
        let condition = type(syntax)
        let isRight = resolver.diagnostics.isEmpty
        resolver.bringBack(before)
        return isRight ? condition : nil
    }

    private mutating func types(_ conditions: [ConditionSyntax], atLeast count: Int) -> Condition? {
        // All are typed before any is given up, so that every mistake shows.
        let typed = conditions.map { type($0) }
        let usable = typed.compactMap { $0 }
        guard usable.count == typed.count else { return nil }
        // `any of (a)` means `a`, and is the same program.
        return usable.count == 1 ? usable[0] : .atLeast(count, of: usable)
    }

    // MARK: Comparisons

    private mutating func comparison(
        _ left: ExpressionSyntax,
        _ relation: Located<Comparison.Relation>,
        _ right: ExpressionSyntax
    ) -> Condition? {
        var subject: MetricReference?
        if let baseline = left.baselineSpan ?? right.baselineSpan {
            subject = self.subject(of: baseline, among: left.metrics + right.metrics)
            guard subject != nil else { return nil }
        }
        let typedLeft = type(left, baseline: subject)
        let typedRight = type(right, baseline: subject)
        guard let typedLeft, let typedRight, haveOneSegment(left.metrics + right.metrics),
            let (first, second) = unify(typedLeft, left, typedRight, right)
        else { return nil }
        let comparison = Comparison(first, relation.value, second)
        if let verdict = ConstantComparison.verdict(comparison, ranges: resolver.ranges) {
            resolver.report(
                .constantCondition,
                "this comparison is \(verdict.isTrue ? "always true" : "never true")",
                at: left.span.union(right.span),
                verdict.reason,
                help: percentHelp(left, right) + percentHelp(right, left)
            )
            return nil
        }
        return .comparison(comparison)
    }

    /// Whether all metrics of a comparison that are looked at by segments are so by the same column.
    private mutating func haveOneSegment(_ metrics: [MetricSyntax]) -> Bool {
        let segments = metrics.compactMap(\.segment)
        guard let first = segments.first, let other = segments.first(where: { $0.value != first.value }) else {
            return true
        }
        resolver.report(
            Diagnostic(
                .severalSegments,
                "a comparison has one `by`: by `\(first.value)`, or by `\(other.value)`",
                at: .init(other.span),
                secondary: [.init(first.span, "by other segments")],
                help: ["cross columns where each combination of their values is meant: `by region x device`"]
            )
        )
        return false
    }

    /// Whoever compares a share with `85` means `85%`.
    private func percentHelp(_ metric: ExpressionSyntax, _ number: ExpressionSyntax) -> [String] {
        guard case .metric(let metric) = metric, resolver.type(of: metric) == .fraction,
            case .number(let number) = number, number.value > 1, number.value <= 100
        else { return [] }
        let isWhole = number.value == number.value.rounded()
        return ["did you mean `\(isWhole ? String(Int(number.value)) : String(number.value))%`?"]
    }

    /// The metric that `baseline` stands for: the only one in its comparison.
    private mutating func subject(of baseline: SourceSpan, among metrics: [MetricSyntax]) -> MetricReference? {
        guard scope.hasBaseline else {
            resolver.reportMissing(
                .baselineMisuse,
                "the plan has no baseline to compare with",
                at: baseline,
                help: "declare it as `baseline` under `models`"
            )
            return nil
        }
        guard metrics.count == 1 else {
            resolver.report(
                .baselineMisuse,
                metrics.isEmpty
                    ? "`baseline` has no metric to take the value of"
                    : "`baseline` could stand for any of \(metrics.count) metrics",
                at: baseline,
                help: ["compare one metric with `baseline`, as in `accuracy >= baseline - 0.05`"]
            )
            return nil
        }
        return resolve(metrics[0])
    }

    /// Both sides with one type, or nil where they have none in common.
    private mutating func unify(
        _ typedLeft: TypedExpression,
        _ left: ExpressionSyntax,
        _ typedRight: TypedExpression,
        _ right: ExpressionSyntax
    ) -> (Expression, Expression)? {
        let (first, second) = (typedLeft.expression, typedRight.expression)
        switch (typedLeft.type, typedRight.type) {
        case (let a?, let b?) where a == b: return (first, second)
        case (let type?, nil) where type.takesBareNumbers: return (first, second.typed(type))
        case (nil, let type?) where type.takesBareNumbers: return (first.typed(type), second)
        case (nil, nil): return (first.typed(.score), second.typed(.score))
        case (let type?, nil):
            reportBareNumber(right.span, against: type, left.span)
        case (nil, let type?):
            reportBareNumber(left.span, against: type, right.span)
        case (let a?, let b?):
            resolver.report(
                Diagnostic(
                    .typeMismatch,
                    "a \(a.rawValue) cannot be compared with a \(b.rawValue)",
                    at: .init(right.span, "a \(b.rawValue)"),
                    secondary: [.init(left.span, "a \(a.rawValue)")],
                    help: resolver.typeHelp((left.metrics + right.metrics).map(\.name))
                )
            )
        }
        return nil
    }

    private mutating func reportBareNumber(_ number: SourceSpan, against type: ValueType, _ other: SourceSpan) {
        resolver.report(
            Diagnostic(
                .typeMismatch,
                "a \(type.rawValue) cannot be compared with a bare number",
                at: .init(number, "a number without a unit"),
                secondary: [.init(other, "a \(type.rawValue)")],
                help: ["give it a unit, such as `\(type == .duration ? "250ms" : "20/s")`"]
            )
        )
    }

    // MARK: Values

    private mutating func type(_ syntax: ExpressionSyntax, baseline: MetricReference?) -> TypedExpression? {
        switch syntax {
        case .number(let value): return TypedExpression(.constant(value.value, .score), nil)
        case .percent(let value): return TypedExpression(.constant(value.value, .fraction), .fraction)
        case .duration(let value): return TypedExpression(.constant(value.value.seconds, .duration), .duration)
        case .rate(let value): return TypedExpression(.constant(value.value, .rate), .rate)
        case .text(let text):
            resolver.report(
                .typeMismatch,
                "a metric is a number and cannot be compared with a text",
                at: text.span,
                "a text",
                help: ["text stands in brackets, as in `recall[\"\(text.value)\"]`, and in the `where` of an audience"]
            )
            return nil
        case .baseline:
            return baseline.flatMap { metric in
                resolver.type(of: metric).map { TypedExpression(.baseline(metric), $0) }
            }
        case .metric(let metric):
            return resolver.resolve(metric).map { TypedExpression(.metric($0.reference), $0.type) }
        case .binary(let sign, let left, let right):
            let typedLeft = type(left, baseline: baseline)
            let typedRight = type(right, baseline: baseline)
            guard let typedLeft, let typedRight else { return nil }
            if sign == .dividedBy, case .constant(0, _) = typedRight.expression {
                resolver.report(.constantCondition, "nothing can be divided by 0", at: right.span)
                return nil
            }
            if let result = typedLeft.combined(sign, typedRight) { return result }
            let sides = [typedLeft, typedRight].map { $0.type.map { "a \($0.rawValue)" } ?? "a bare number" }
            resolver.report(
                .typeMismatch,
                "\(sides[0]) `\(sign.rawValue)` \(sides[1]) has no meaning",
                at: left.span.union(right.span),
                help: resolver.typeHelp(
                    (left.metrics + right.metrics).map(\.name) + [baseline?.name].compactMap(\.self)
                )
            )
            return nil
        }
    }
}

extension ExpressionSyntax {
    /// The first place that says `baseline`.
    fileprivate var baselineSpan: SourceSpan? {
        switch self {
        case .baseline(let span): span
        case .binary(_, let left, let right): left.baselineSpan ?? right.baselineSpan
        case .number, .percent, .duration, .rate, .text, .metric: nil
        }
    }
}
