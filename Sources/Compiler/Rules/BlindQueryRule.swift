import Diagnostics
import Plan

/// A query that is asked about both models says of which it is asked: else a comparison with the baseline is one of a number
/// with itself.
enum BlindQueryRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let blind = plan.plan.metrics.compactMap { metric in query(of: metric, plan).map { (metric.name.value, $0) } }
        guard !blind.isEmpty else { return [] }
        let queries = Dictionary(blind) { first, _ in first }
        var found: [String: Int] = [:]
        var diagnostics: [Diagnostic] = []
        func report(_ name: String, at span: SourceSpan, as role: String) {
            guard let query = queries[name] else { return }
            if let place = found[name] {
                if diagnostics[place].secondary.last?.span != span {
                    diagnostics[place].secondary.append(.init(span, "and here"))
                }
                return
            }
            found[name] = diagnostics.count
            diagnostics.append(
                Diagnostic(
                    .blindQuery,
                    "the query of `\(name)` does not say of which model, so that both have one value",
                    at: .init(query.span),
                    secondary: [.init(span, role)],
                    help: ["put `\(query.value)` where the query names the model"]
                )
            )
        }
        func check(_ typed: TypedCondition?, at span: SourceSpan) {
            guard let typed, typed.readsBaseline else { return }
            for metric in typed.condition.compared {
                report(metric.name, at: span, as: "compared with the baseline here")
            }
        }
        if let assigned = plan.plan.traffic?.router?.assigned {
            report(assigned.value, at: assigned.span, as: "counts the units of both here")
        }
        for stage in plan.stages {
            for gate in stage.gates(where: \.readsBaseline) { check(gate.typed, at: gate.plan.span) }
        }
        for alert in plan.alerts { alert.plan.when.map { check(alert.typed, at: $0.span) } }
        return diagnostics
    }

    /// What stands for the model in the metric's query, at the query's place, if it could name the model and does not.
    private static func query(of metric: MetricPlan, _ plan: AnalyzedPlan) -> Located<String>? {
        guard let kind = plan.language.metricKinds.first(where: { $0.kind.name == metric.kind?.value }) else {
            return nil
        }
        for option in kind.kind.options {
            guard let text = metric.text(option.key) else { continue }
            switch option.shape {
            case .template(let names) where names.contains("model"):
                guard let template = try? Template(parsing: text.value, names: names),
                    !template.parts.contains(.placeholder("model"))
                else { continue }
                return .text("{{model}}", at: text.span)
            case .query(let dialect, let names) where names.contains("model"):
                guard !SQLPlaceholders(text.value, dialect).names.contains("model") else { continue }
                return .text(":model", at: text.span)
            default: continue
            }
        }
        return nil
    }
}

extension Condition {
    /// The metrics of which the baseline's value is read.
    fileprivate var compared: [MetricReference] {
        switch self {
        case .comparison(let comparison): comparison.left.compared + comparison.right.compared
        case .not(let condition): condition.compared
        case .atLeast(_, let conditions): conditions.flatMap(\.compared)
        }
    }
}

extension Expression {
    fileprivate var compared: [MetricReference] {
        switch self {
        case .baseline(let metric): [metric]
        case .constant, .metric: []
        case .binary(_, let left, let right): left.compared + right.compared
        }
    }
}
