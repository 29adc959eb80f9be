package import Diagnostics
package import Plan
package import PlanSyntax

/// Metrics that are declared outside any plan, as under `metrics`: mappings of metrics by name.
package struct StandaloneMetrics: Sendable {
    package static let none = StandaloneMetrics()

    let declared: DeclaredMetrics
    /// Those that are no bundled metric under another name, by their names.
    package let specs: [MetricSpec]
    /// The names of all, as they were declared.
    package let names: [String]

    private init() {
        declared = .none
        specs = []
        names = []
    }

    /// Reads the mappings; nil where the diagnostics contain errors.
    package static func read(
        _ trees: [SyntaxTree],
        language: Language
    ) -> (metrics: StandaloneMetrics?, diagnostics: [Diagnostic]) {
        var lowering = Lowering(language: language, allowsOutsidePaths: true)
        let key = MetricsSection.key(language)
        let metrics = trees.flatMap { key.read($0.root, &lowering) ?? [] }
        var first: [String: Located<String>] = [:]
        var diagnostics = lowering.diagnostics
        for name in metrics.map(\.name) {
            if let known = first.updateValue(name, forKey: name.value), known.span.file != name.span.file {
                diagnostics.append(.duplicate("metric", name, after: known))
            }
        }
        diagnostics += DeclaredMetricRule.check(metrics, language)
        return (diagnostics.containsErrors ? nil : StandaloneMetrics(metrics, language), diagnostics)
    }

    private init(_ metrics: [MetricPlan], _ language: Language) {
        declared = DeclaredMetrics(metrics, language: language)
        specs = DeclaredMetrics.specs(metrics, language: language)
        names = metrics.map(\.name.value)
    }
}
