import Diagnostics
import Plan

/// Parse trees of conditions as text, fully parenthesised, for tests to compare.
extension ConditionSyntax {
    var tree: String {
        switch self {
        case .comparison(let left, let relation, let right): "\(left.tree) \(relation.value.rawValue) \(right.tree)"
        case .not(let condition, _): "not{\(condition.tree)}"
        case .and(let conditions): "and{\(conditions.map(\.tree).joined(separator: "; "))}"
        case .or(let conditions): "or{\(conditions.map(\.tree).joined(separator: "; "))}"
        case .all(let conditions): "all{\(conditions.map(\.tree).joined(separator: "; "))}"
        case .any(let conditions): "any{\(conditions.map(\.tree).joined(separator: "; "))}"
        case .atLeast(let count, let conditions):
            "\(count.value){\(conditions.map(\.tree).joined(separator: "; "))}"
        }
    }

    /// Every place that the tree has, in the order of the text.
    var spans: [SourceSpan] {
        switch self {
        case .comparison(let left, let relation, let right): left.spans + [relation.span] + right.spans
        case .not(let condition, let span): [span] + condition.spans
        case .and(let conditions), .or(let conditions), .all(let conditions), .any(let conditions):
            conditions.flatMap(\.spans)
        case .atLeast(let count, let conditions): [count.span] + conditions.flatMap(\.spans)
        }
    }
}

extension ExpressionSyntax {
    var tree: String {
        switch self {
        case .number(let value): "\(value.value)"
        case .percent(let value): "share \(value.value)"
        case .duration(let value): value.value.planText
        case .rate(let value): "\(value.value) a second"
        case .text(let value): "\"\(value.value)\""
        case .baseline: "baseline"
        case .metric(let metric): metric.tree
        case .binary(let sign, let left, let right): "(\(left.tree) \(sign.rawValue) \(right.tree))"
        }
    }

    var spans: [SourceSpan] {
        switch self {
        case .metric(let metric):
            metric.path.map(\.span) + metric.selectors.map(\.span)
                + [metric.segment?.span, metric.window?.span].compactMap { $0 }
        case .binary(_, let left, let right): left.spans + right.spans
        default: [span]
        }
    }
}

extension MetricSyntax {
    var tree: String {
        var text = name
        if !selectors.isEmpty { text += "[\(selectors.map(\.value).joined(separator: "|"))]" }
        if let segment { text += " by=\(segment.value)" }
        if let window { text += " over=\(window.value.planText)" }
        return text
    }
}

/// A plan whose only condition of `rollback_if` is the one given, written in the style given.
struct ConditionPlan {
    enum Style: CaseIterable {
        case plain, singleQuoted, doubleQuoted, folded, literal

        func write(_ condition: String) -> String {
            switch self {
            case .plain: condition
            case .singleQuoted:
                "'" + condition.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
            case .doubleQuoted:
                "\""
                    + condition.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }.map(String.init).joined()
                    + "\""
            case .folded: ">-\n        " + condition
            case .literal: "|-\n        " + condition
            }
        }
    }

    let compiled: Compiled

    init(_ condition: String, style: Style = .singleQuoted) {
        compiled = Compiled(
            IrisPlan.text(
                stages: """
                      - name: all
                        audience: 100%
                        watch: { every: 1m, for: 10m }
                        promote_if: [npv > 0.5]
                        rollback_if:
                          - \(style.write(condition))
                    """,
                rest: "feedback: { from: f.jsonl, categories: { slow: [slow] } }"
            )
        )
    }

    var syntax: ConditionSyntax? { compiled.plan?.stages.first?.rollbackIf.first?.condition }
    var condition: Condition? { compiled.program?.stages.first?.rollbackIf.first?.condition }
    /// All but those of a condition that stands on the wrong side: what is tried here is how conditions are read.
    var messages: [String] { compiled.diagnostics.filter { $0.code.slug != "backward-condition" }.map(\.message) }
}
