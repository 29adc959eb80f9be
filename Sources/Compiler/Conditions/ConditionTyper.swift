import Diagnostics
import Plan

/// Resolves the names of a condition and checks its types.
struct ConditionTyper {
    let language: Language
    let scope: ConditionScope
    private(set) var diagnostics: [Diagnostic] = []

    init(language: Language, scope: ConditionScope) {
        self.language = language
        self.scope = scope
    }

    /// A value with its type; nil for a bare number, which takes the type of the other side.
    private struct Typed {
        let expression: Expression
        let type: ValueType?
    }

    /// The typed condition, or nil where diagnostics say what is wrong.
    mutating func type(_ syntax: ConditionSyntax) -> Condition? {
        switch syntax {
        case .comparison(let left, let relation, let right):
            return comparison(left, relation, right)
        case .not(let condition, _):
            return type(condition).map(Condition.not)
        case .and(let conditions), .all(let conditions):
            return types(conditions).map { .atLeast($0.count, of: $0) }
        case .or(let conditions), .any(let conditions):
            return types(conditions).map { .atLeast(1, of: $0) }
        case .atLeast(let count, let conditions):
            return types(conditions).map { .atLeast(count.value, of: $0) }
        }
    }

    private mutating func types(_ conditions: [ConditionSyntax]) -> [Condition]? {
        // All are typed before any is given up, so that every mistake shows.
        let typed = conditions.map { type($0) }
        let usable = typed.compactMap { $0 }
        return usable.count == typed.count ? usable : nil
    }

    private mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        at span: SourceSpan,
        _ label: String = "",
        help: [String] = [],
        notes: [String] = []
    ) {
        diagnostics.append(Diagnostic(code, message, at: .init(span, label), notes: notes, help: help))
    }

    // MARK: Comparisons

    private mutating func comparison(
        _ left: ExpressionSyntax,
        _ relation: Located<Comparison.Relation>,
        _ right: ExpressionSyntax
    ) -> Condition? {
        var subject: MetricReference?
        if let baseline = left.baselineSpan ?? right.baselineSpan {
            let metrics = left.metrics + right.metrics
            guard scope.hasBaseline else {
                report(
                    .baselineMisuse,
                    "the plan has no baseline to compare with",
                    at: baseline,
                    help: ["declare `models.baseline`"]
                )
                return nil
            }
            guard metrics.count == 1 else {
                report(
                    .baselineMisuse,
                    metrics.isEmpty
                        ? "`baseline` has no metric to take the value of"
                        : "`baseline` could stand for any of \(metrics.count) metrics",
                    at: baseline,
                    help: ["compare one metric with `baseline`, as in `accuracy >= baseline - 0.05`"]
                )
                return nil
            }
            subject = resolve(metrics[0])?.reference
            guard subject != nil else { return nil }
        }
        let typedLeft = self.type(left, baseline: subject)
        let typedRight = self.type(right, baseline: subject)
        guard let typedLeft, let typedRight else { return nil }
        guard let (first, second) = unify(typedLeft, left.span, typedRight, right.span) else { return nil }
        let comparison = Comparison(first, relation.value, second)
        if let verdict = ConstantComparison.verdict(comparison, in: language) {
            report(
                .constantCondition,
                "this comparison is \(verdict.isTrue ? "always true" : "never true")",
                at: left.span.union(right.span),
                verdict.reason,
                help: verdict.help
            )
            return nil
        }
        return .comparison(comparison)
    }

    /// Both sides with one type, or nil where they have none in common.
    private mutating func unify(
        _ left: Typed,
        _ leftSpan: SourceSpan,
        _ right: Typed,
        _ rightSpan: SourceSpan
    ) -> (Expression, Expression)? {
        switch (left.type, right.type) {
        case (let a?, let b?) where a == b: return (left.expression, right.expression)
        case (let type?, nil) where type.takesBareNumbers:
            return (left.expression, right.expression.typed(type))
        case (nil, let type?) where type.takesBareNumbers:
            return (left.expression.typed(type), right.expression)
        case (nil, nil): return (left.expression.typed(.score), right.expression.typed(.score))
        case (let type?, nil), (nil, let type?):
            let isRightBare = right.type == nil
            var diagnostic = Diagnostic(
                .typeMismatch,
                "a \(type.rawValue) cannot be compared with a bare number",
                at: .init(isRightBare ? rightSpan : leftSpan, "a number without a unit"),
                help: [type == .duration ? "give it a unit, such as `250ms`" : "give it a unit, such as `20/s`"]
            )
            diagnostic.secondary = [.init(isRightBare ? leftSpan : rightSpan, "a \(type.rawValue)")]
            diagnostics.append(diagnostic)
            return nil
        case (let a?, let b?):
            var diagnostic = Diagnostic(
                .typeMismatch,
                "a \(a.rawValue) cannot be compared with a \(b.rawValue)",
                at: .init(rightSpan, "a \(b.rawValue)")
            )
            diagnostic.secondary = [.init(leftSpan, "a \(a.rawValue)")]
            diagnostics.append(diagnostic)
            return nil
        }
    }

    // MARK: Values

    private mutating func type(_ syntax: ExpressionSyntax, baseline: MetricReference?) -> Typed? {
        switch syntax {
        case .number(let value): return Typed(expression: .constant(value.value, .score), type: nil)
        case .percent(let value):
            return Typed(expression: .constant(value.value / 100, .fraction), type: .fraction)
        case .duration(let value):
            return Typed(expression: .constant(value.value.seconds, .duration), type: .duration)
        case .rate(let value): return Typed(expression: .constant(value.value, .rate), type: .rate)
        case .text(let text):
            report(
                .typeMismatch,
                "text cannot be compared with a metric",
                at: text.span,
                help: ["text stands in brackets only, as in `recall[\"\(text.value)\"]`"]
            )
            return nil
        case .baseline:
            guard let baseline, let descriptor = language.metrics.first(where: { $0.name == baseline.name }) else {
                return nil
            }
            return Typed(expression: .baseline(baseline), type: descriptor.type)
        case .metric(let metric):
            guard let (reference, descriptor) = resolve(metric) else { return nil }
            return Typed(expression: .metric(reference), type: descriptor.type)
        case .binary(let sign, let left, let right):
            let typedLeft = type(left, baseline: baseline)
            let typedRight = type(right, baseline: baseline)
            guard let typedLeft, let typedRight else { return nil }
            return binary(sign, typedLeft, typedRight, at: left.span.union(right.span))
        }
    }

    private mutating func binary(
        _ sign: Expression.Operator,
        _ left: Typed,
        _ right: Typed,
        at span: SourceSpan
    ) -> Typed? {
        let expression = Expression.binary(sign, left.expression, right.expression)
        switch (sign, left.type, right.type) {
        case (.plus, let a, let b), (.minus, let a, let b):
            if a == b { return Typed(expression: expression, type: a) }
            if let type = a ?? b, a == nil || b == nil, type.takesBareNumbers {
                return Typed(expression: expression, type: type)
            }
        case (.times, let a, nil), (.times, nil, let a): return Typed(expression: expression, type: a)
        case (.times, let a?, .fraction?), (.times, .fraction?, let a?): return Typed(expression: expression, type: a)
        case (.dividedBy, let a, nil): return Typed(expression: expression, type: a)
        case (.dividedBy, let a?, let b?) where a == b: return Typed(expression: expression, type: .score)
        default: break
        }
        let names = [left.type, right.type].map { $0.map { "a \($0.rawValue)" } ?? "a bare number" }
        report(.typeMismatch, "\(names[0]) `\(sign.rawValue)` \(names[1]) has no meaning", at: span)
        return nil
    }

    // MARK: Metrics

    /// The metric that the syntax names, or nil where a diagnostic says that there is none.
    mutating func resolve(_ syntax: MetricSyntax) -> (reference: MetricReference, descriptor: MetricDescriptor)? {
        guard let (descriptor, variant) = lookUp(syntax) else { return nil }
        if let segment = syntax.segment {
            report(
                .unknownSegment,
                "the traffic has no column `\(segment.value)` to look at by segments",
                at: segment.span
            )
            return nil
        }
        guard scope.sources.contains(descriptor.source) else {
            report(
                .metricWithoutSource,
                "nothing provides `\(descriptor.name)` here",
                at: syntax.span,
                help: [scope.adviceForMissing(descriptor.source)]
            )
            return nil
        }
        guard let selectors = select(syntax, descriptor) else { return nil }
        let reference = MetricReference(
            descriptor.name,
            variant: variant,
            selectors: selectors,
            window: syntax.window?.value
        )
        if let window = syntax.window, !scope.takesWindows {
            report(.selectorMisuse, "an assessment looks at rows, not at a time", at: window.span)
            return nil
        }
        return (reference, descriptor)
    }

    private mutating func lookUp(_ syntax: MetricSyntax) -> (MetricDescriptor, variant: String?)? {
        let name = syntax.name
        if let descriptor = language.metrics.first(where: { $0.name == name }) {
            guard !descriptor.requiresVariant else {
                report(
                    .unknownMetric,
                    "`\(name)` needs to say which",
                    at: syntax.span,
                    help: ["write one of " + descriptor.variants.map { "`\(name).\($0.name)`" }.joined(separator: ", ")]
                )
                return nil
            }
            return (descriptor, nil)
        }
        let head = syntax.path.dropLast().map(\.value).joined(separator: ".")
        if let last = syntax.path.last, let descriptor = language.metrics.first(where: { $0.name == head }),
            !descriptor.variants.isEmpty
        {
            let variants = descriptor.variants.map(\.name)
            if variants.contains(last.value) { return (descriptor, last.value) }
            let near = Suggestion.nearest(to: last.value, among: variants).map { ["did you mean `\(head).\($0)`?"] }
            report(
                .unknownMetric,
                "`\(head)` has no reading `\(last.value)`",
                at: last.span,
                help: near ?? ["it has " + variants.map { "`\(head).\($0)`" }.joined(separator: ", ")]
            )
            return nil
        }
        let all = language.metrics.flatMap { metric in
            (metric.requiresVariant ? [] : [metric.name]) + metric.variants.map { "\(metric.name).\($0.name)" }
        }
        let span = syntax.path.first.flatMap { first in syntax.path.last.map { first.span.union($0.span) } }
        var diagnostic = Diagnostic(
            .unknownMetric,
            "unknown metric `\(name)`",
            at: .init(span ?? syntax.span),
            help: Suggestion.help(for: name, among: all)
        )
        if let nearest = Suggestion.nearest(to: name, among: all), let span {
            diagnostic.fix = .init(span, replacement: nearest)
        }
        diagnostics.append(diagnostic)
        return nil
    }

    /// The names between the brackets, checked against the classes or categories; nil where they do not fit.
    private mutating func select(_ syntax: MetricSyntax, _ descriptor: MetricDescriptor) -> [String]? {
        let count = syntax.selectors.count
        let isUsable =
            switch descriptor.selector {
            case .none: count == 0
            case .optionalClass: count <= 1
            case .classPair: count == 2
            case .category: count == 1
            }
        guard isUsable else {
            let rule =
                switch descriptor.selector {
                case .none: "`\(descriptor.name)` takes no brackets"
                case .optionalClass: "`\(descriptor.name)` takes one class in brackets"
                case .classPair:
                    "`\(descriptor.name)` takes two classes in brackets, the true one and the predicted one"
                case .category: "`\(descriptor.name)` takes one category in brackets"
                }
            report(.selectorMisuse, rule, at: syntax.span)
            return nil
        }
        let isCategory = descriptor.selector == .category
        guard let known = isCategory ? scope.categories : scope.classes else { return syntax.selectors.map(\.value) }
        for selector in syntax.selectors where !known.contains(selector.value) {
            let near = Suggestion.help(for: selector.value, among: known)
            let list = known.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (known.count > 12 ? ", …" : "")
            report(
                .unknownClass,
                isCategory
                    ? "the plan has no feedback category `\(selector.value)`"
                    : "the data have no class `\(selector.value)`",
                at: selector.span,
                help: near,
                notes: known.isEmpty ? [] : [(isCategory ? "the categories are " : "the classes are ") + list]
            )
            return nil
        }
        if let last = syntax.path.last, count > 0, descriptor.variants.contains(where: { $0.name == last.value }),
            syntax.path.count > 1, descriptor.selector == .optionalClass
        {
            report(
                .selectorMisuse,
                "`\(syntax.name)` is over all classes and takes no class in brackets",
                at: syntax.span
            )
            return nil
        }
        return syntax.selectors.map(\.value)
    }
}

extension ValueType {
    /// Whether a bare number may stand for a value of this type.
    fileprivate var takesBareNumbers: Bool {
        switch self {
        case .fraction, .count, .score: true
        case .duration, .rate, .text: false
        }
    }
}

extension Expression {
    /// The expression with its bare numbers given a type.
    fileprivate func typed(_ type: ValueType) -> Expression {
        switch self {
        case .constant(let value, .score): .constant(value, type)
        case .constant, .metric, .baseline: self
        case .binary(let sign, let left, let right): .binary(sign, left.typed(type), right.typed(type))
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

    fileprivate var metrics: [MetricSyntax] {
        switch self {
        case .metric(let metric): [metric]
        case .binary(_, let left, let right): left.metrics + right.metrics
        case .number, .percent, .duration, .rate, .text, .baseline: []
        }
    }
}
