import Diagnostics
import Plan
import PlanSyntax

/// `metrics:`: those that the plan declares itself, by name.
enum MetricsSection {
    /// The kinds that a plan can declare: those of the registry, and each bundled metric that takes a class, as in
    /// `default_recall: { recall: default }`.
    static func kinds(_ language: Language) -> [KindDescriptor] {
        language.metricKinds.map(\.kind)
            + language.metrics.filter { $0.selector == .optionalClass }.map { metric in
                KindDescriptor(
                    metric.name,
                    "The metric `\(metric.name)` of one class, under a name of its own.",
                    .value(.reference(to: "class"))
                )
            }
    }

    static func key(_ language: Language) -> Key<[MetricPlan]> {
        let reader = KindReader(what: "a metric", kinds: kinds(language))
        return Key(
            "metrics",
            .dictionary(of: .oneOf(reader.shapes), naming: "metric", wellKnown: []),
            "The metrics that the plan declares itself, by name, beside the bundled ones."
        ) { node, lowering in
            lowering.dictionary(node, "`metrics` is a mapping of metrics by name") { name, node, lowering in
                let reading = reader.read(node, at: name.span, in: &lowering)
                if name.value.contains("-") {
                    lowering.report(
                        .badName,
                        "conditions cannot write the metric name `\(name.value)`",
                        at: name.span,
                        help: ["use letters, digits and `_`"]
                    )
                }
                // Its name is known even where the rest could not be read, so that conditions are not blamed as well.
                return MetricPlan(
                    name: name,
                    kind: reading?.kind,
                    options: reading?.options ?? OptionValues(),
                    places: reading?.places ?? [:],
                    program: reading?.program
                )
            }
        }
    }
}
