import Diagnostics
import Plan

/// Further sources of labels and windows of the log are there for metrics to read.
enum UnusedSourceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete else { return [] }
        let metrics = plan.plan.metrics
        let read = metrics.flatMap { plan.plan.labels?.sources(of: $0.options) ?? [] }.map(\.name.value)
        let sources = (plan.plan.labels?.sources ?? []).filter { !read.contains($0.name.value) }
        let compared = Set(metrics.compactMap { $0.options.text("against") })
        let windows = (plan.plan.traffic?.log?.windows ?? []).filter { !compared.contains($0.name.value) }
        return sources.map { source in
            Diagnostic(
                .unusedSource,
                "no metric reads the labels of `\(source.name.value)`",
                at: .init(source.name.span),
                help: ["name it in a metric under `metrics`, as the column that holds the label, or leave it out"]
            )
        }
            + windows.map { window in
                Diagnostic(
                    .unusedSource,
                    "nothing is compared with the window `\(window.name.value)`",
                    at: .init(window.name.span),
                    help: ["name it in a metric of drift, as in `against: \(window.name.value)`, or leave it out"]
                )
            }
    }
}
