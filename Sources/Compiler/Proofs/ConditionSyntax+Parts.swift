import Diagnostics
import Plan

extension ConditionSyntax {
    /// Where the condition stands.
    var span: SourceSpan? {
        switch self {
        case .comparison(let left, _, let right): left.span.union(right.span)
        case .not(let condition, let span): condition.span.map { span.union($0) } ?? span
        case .and, .or, .atLeast, .all, .any: parts.compactMap(\.span).reduced
        }
    }

    /// The conditions that it joins.
    var parts: [ConditionSyntax] {
        switch self {
        case .comparison: []
        case .not(let condition, _): [condition]
        case .and(let parts), .or(let parts), .all(let parts), .any(let parts), .atLeast(_, of: let parts): parts
        }
    }
}

extension [SourceSpan] {
    /// From the first to the last of them.
    fileprivate var reduced: SourceSpan? { first.flatMap { first in last.map { first.union($0) } } }
}

extension Condition {
    /// The conditions that it joins.
    var parts: [Condition] {
        switch self {
        case .comparison: []
        case .not(let condition): [condition]
        case .atLeast(_, let parts): parts
        }
    }
}
