package import Diagnostics

/// A condition as its author wrote it: names not yet resolved, every part with its place.
package indirect enum ConditionSyntax: Hashable, Sendable {
    case comparison(ExpressionSyntax, Located<Comparison.Relation>, ExpressionSyntax)
    case not(ConditionSyntax, SourceSpan)
    case and([ConditionSyntax])
    case or([ConditionSyntax])
    case atLeast(Located<Int>, of: [ConditionSyntax])
    case all([ConditionSyntax])
    case any([ConditionSyntax])

    /// The metrics that it names, in the order of the text.
    package var metrics: [MetricSyntax] {
        switch self {
        case .comparison(let left, _, let right): left.metrics + right.metrics
        case .not(let condition, _): condition.metrics
        case .and(let parts), .or(let parts), .all(let parts), .any(let parts), .atLeast(_, of: let parts):
            parts.flatMap(\.metrics)
        }
    }
}

/// A sum, product or single value as its author wrote it.
package indirect enum ExpressionSyntax: Hashable, Sendable {
    case number(Located<Double>)
    case percent(Located<Double>)
    case duration(Located<Duration>)
    case rate(Located<Double>)
    case text(Located<String>)
    case baseline(SourceSpan)
    case metric(MetricSyntax)
    case binary(Expression.Operator, ExpressionSyntax, ExpressionSyntax)

    /// The metrics that it names, in the order of the text.
    package var metrics: [MetricSyntax] {
        switch self {
        case .metric(let metric): [metric]
        case .binary(_, let left, let right): left.metrics + right.metrics
        case .number, .percent, .duration, .rate, .text, .baseline: []
        }
    }

    package var span: SourceSpan {
        switch self {
        case .number(let value), .percent(let value), .rate(let value): value.span
        case .duration(let value): value.span
        case .text(let value): value.span
        case .baseline(let span): span
        case .metric(let metric): metric.span
        case .binary(_, let left, let right): left.span.union(right.span)
        }
    }
}

/// A metric as its author wrote it: `f1.macro`, `recall[virginica] by region over 1h`.
package struct MetricSyntax: Hashable, Sendable {
    /// The names between the dots.
    package let path: [Located<String>]
    package let selectors: [Located<String>]
    /// The columns of `by`; several are crossed.
    package let segmentColumns: [Located<String>]
    package let window: Located<Duration>?
    package let span: SourceSpan

    package init(
        path: [Located<String>],
        selectors: [Located<String>],
        segmentColumns: [Located<String>],
        window: Located<Duration>?,
        span: SourceSpan
    ) {
        self.path = path
        self.selectors = selectors
        self.segmentColumns = segmentColumns
        self.window = window
        self.span = span
    }

    /// The columns of `by` as one text, such as `region x device`; nil where nothing is looked at by segments.
    package var segment: Located<String>? {
        guard let first = segmentColumns.first, let last = segmentColumns.last else { return nil }
        return Located(SegmentColumns(segmentColumns.map(\.value)).text, at: first.span.union(last.span))
    }

    /// The whole dotted name.
    package var name: String { path.dropFirst().reduce(path[0].value) { $0 + "." + $1.value } }

    /// The name without its last part; empty where it has one only.
    package var head: String {
        path.count < 2 ? "" : path[1..<path.count - 1].reduce(path[0].value) { $0 + "." + $1.value }
    }
}
