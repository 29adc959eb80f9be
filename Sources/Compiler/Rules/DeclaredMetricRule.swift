import Diagnostics
import Plan

/// A declared metric is made from what there is, never from itself, and is read by something.
enum DeclaredMetricRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        references(plan) + cycles(plan.plan.metrics, plan.language) + ranges(plan.plan.metrics) + shadows(plan)
            + unused(plan)
    }

    /// What is wrong with metrics that stand outside any plan, of which nobody knows what they are read by.
    static func check(_ metrics: [MetricPlan], _ language: Language) -> [Diagnostic] {
        let known = metrics.map(\.name.value) + language.metrics.map(\.name)
        let bases = metrics.compactMap { base(of: $0, in: language) }
        return UnknownNames(kind: "metric", known: known) { _ in "declare it beside the others" }.diagnostics(
            for: bases
        )
            + cycles(metrics, language) + ranges(metrics)
    }

    // MARK: References

    private static func references(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let known = KnownNames(plan)
        var references: [String: [Located<String>]] = [:]
        for metric in plan.plan.metrics {
            for option in options(of: metric, in: plan.language) {
                guard case .reference(let kind) = option.shape, let name = metric.text(option.key) else { continue }
                let names = kind == "segment" ? SegmentColumns(text: name.value).names : [name.value]
                references[kind, default: []] += names.map { Located($0, at: name.span) }
            }
        }
        return KnownNames.kinds.flatMap { kind -> [Diagnostic] in
            guard let names = known[kind], let references = references[kind] else { return [] }
            return UnknownNames(kind: KnownNames.word(kind), known: names) { _ in known.advice(for: kind) }
                .diagnostics(for: references)
        }
    }

    private static func options(of metric: MetricPlan, in language: Language) -> [FieldShape] {
        MetricsSection.kinds(language).first { $0.name == metric.kind?.value }?.options ?? []
    }

    /// What the options of metrics can name, by kind; a kind whose names are not known is absent.
    private struct KnownNames {
        static let kinds = ["metric", "column", "number column", either, "segment", "class", "window", ownWindow]
        private static let either = "column of numbers or texts"
        /// A window, and not the baseline's rows.
        static let ownWindow = "log window"

        /// What messages call a name of a kind.
        static func word(_ kind: String) -> String { kind == either ? "column" : kind }

        private var names: [String: [String]] = [:]

        init(_ plan: AnalyzedPlan) {
            names["metric"] = plan.plan.metrics.map(\.name.value) + plan.language.metrics.map(\.name)
            switch plan.plan.traffic?.source {
            case .replay(let replay)?:
                let facts = replay.rows.flatMap { plan.facts.datasets[$0.data.value] }
                names["column"] = facts.map { $0.features + ["prediction", "label", "score"] }
                names["class"] = facts?.classes
                names["segment"] = []
            case .log(let log)?:
                names["class"] = plan.trafficClasses
                let labels = plan.plan.labels
                let weights = [labels?.weight] + (labels?.sources.map(\.weight) ?? [])
                let beside =
                    (labels?.from == nil ? [] : ["label"]) + weights.compactMap { $0?.value }
                    + (labels?.sources.map(\.name.value) ?? [])
                names["column"] = log.columns.map { $0.map(\.name.value) + beside }
                names["window"] = ["baseline"] + log.windows.map(\.name.value)
                names[Self.ownWindow] = log.windows.map(\.name.value)
                names["segment"] = plan.plan.traffic?.attributes?.filter { $0.type != .number }.map(\.name.value)
            case .router?, nil:
                names["column"] = plan.plan.traffic == nil ? nil : []
            }
            for kind in ["number column", Self.either] { names[kind] = names["column"] }
        }

        subscript(kind: String) -> [String]? { names[kind] }

        func advice(for kind: String) -> String {
            switch kind {
            case "segment": "name a column of the traffic's log that holds `text` or `boolean`"
            case Self.ownWindow: "declare it under `windows` of the log"
            default: "only a log or a replay has columns that planrun sees"
            }
        }
    }

    // MARK: Cycles

    private static func cycles(_ all: [MetricPlan], _ language: Language) -> [Diagnostic] {
        let metrics = Dictionary(all.map { ($0.name.value, $0) }) { first, _ in first }
        return all.compactMap { metric in
            var seen: Set<String> = []
            var next = base(of: metric, in: language)
            while let name = next, seen.insert(name.value).inserted {
                if name.value == metric.name.value {
                    return Diagnostic(
                        .circularMetric,
                        "the metric `\(metric.name.value)` is made from itself",
                        at: .init(base(of: metric, in: language)?.span ?? metric.name.span),
                        secondary: [.init(metric.name.span, "declared here")]
                    )
                }
                next = metrics[name.value].flatMap { base(of: $0, in: language) }
            }
            return nil
        }
    }

    /// The metric that a metric is made from.
    private static func base(of metric: MetricPlan, in language: Language) -> Located<String>? {
        options(of: metric, in: language).first { $0.shape == .reference(to: "metric") }.flatMap { metric.text($0.key) }
    }

    // MARK: Ranges

    private static func ranges(_ metrics: [MetricPlan]) -> [Diagnostic] {
        metrics.compactMap { metric in
            guard let from = metric.options.number("from"), let to = metric.options.number("to"), from > to else {
                return nil
            }
            return Diagnostic(
                .emptyRange,
                "no number lies between `from` and `to` of `\(metric.name.value)`, so all would lie outside",
                at: .init(metric.places["from"] ?? metric.name.span),
                secondary: metric.places["to"].map { [.init($0, "the largest number that is well")] } ?? []
            )
        }
    }

    // MARK: Use

    private static func shadows(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let bundled = Set(plan.language.metrics.map(\.name))
        return plan.plan.metrics.filter { bundled.contains($0.name.value) }.map { metric in
            Diagnostic(
                .shadowedMetric,
                "the plan's own `\(metric.name.value)` takes the place of the bundled metric of that name",
                at: .init(metric.name.span)
            )
        }
    }

    private static func unused(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete, !plan.plan.metrics.isEmpty else { return [] }
        let read = plan.namedMetrics.union(plan.plan.metrics.compactMap { base(of: $0, in: plan.language)?.value })
            .union(plan.plan.traffic?.router?.assigned.map { [$0.value] } ?? [])
        return plan.plan.metrics.filter { !read.contains($0.name.value) }.map { metric in
            Diagnostic(
                .unusedMetric,
                "nothing reads the metric `\(metric.name.value)`",
                at: .init(metric.name.span)
            )
        }
    }
}
