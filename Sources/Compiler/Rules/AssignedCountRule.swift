import Diagnostics
import Plan

/// What is to count the units that each model was given is a declared metric that counts.
enum AssignedCountRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let assigned = plan.plan.traffic?.router?.assigned else { return [] }
        let declared = plan.plan.metrics.map(\.name.value)
        let unknown = UnknownNames(kind: "metric", known: declared) { name in
            "declare `\(name)` under `metrics`, of a kind that is read from a store, with `type: count`"
        }.diagnostics(for: [assigned])
        guard unknown.isEmpty, let metric = plan.metrics.first(where: { $0.name == assigned.value }),
            let own = plan.plan.metrics.first(where: { $0.name.value == assigned.value }), own.kind != nil,
            metric.type != .count
        else { return unknown }
        return [
            Diagnostic(
                .assignedNoCount,
                "`\(metric.name)` is to count units, and is a \(metric.type.rawValue)",
                at: .init(assigned.span),
                secondary: [.init(own.name.span, "declared here")],
                help: ["count units in its query, and say `type: count`"]
            )
        ]
    }
}
