package import Plan

/// The reference of the plan language in Markdown: every key, every metric, and every kind of model, router and notifier, made from
/// what the compiler itself reads by.
package struct PlanReference: Sendable {
    private let language: Language

    package init(language: Language) { self.language = language }

    /// The whole reference, its headings of the second and third levels.
    package var markdown: String {
        [
            "## Keys\n\n" + KeyTables(PlanSection(language).shape, title: "The whole plan").text,
            "## Metrics\n\n" + metrics,
            "## Readings of metrics\n\n" + readings,
            "## Kinds of metrics\n\n" + language.metricKinds.map { kind($0.kind) }.joined(separator: "\n"),
            "## Kinds of models\n\n"
                + (language.models.map { kind($0.name, $0.summary, $0.options) }
                + language.modelSources.map(source)).joined(separator: "\n"),
            "## Kinds of routers\n\n" + language.routers.map(kind).joined(separator: "\n"),
            "## Kinds of notifiers\n\n" + language.notifiers.map(notifier).joined(separator: "\n"),
            "## Keys of a scenario\n\n" + KeyTables(ScenarioSection.shape, title: "The whole scenario").text,
        ].joined(separator: "\n")
    }

    // MARK: Metrics

    private var metrics: String {
        var table = MarkdownTable("metric", "in brackets", "type", "values", "better", "made from", "meaning")
        for metric in language.metrics {
            let name = metric.requiresVariant ? "`\(metric.name).`…" : "`\(metric.name)`"
            let source = metric.source.rawValue + (metric.isMeasured ? ", measured" : "")
            table.add(
                name,
                metric.selector.words,
                metric.type.rawValue,
                Self.words(metric.range),
                metric.better?.rawValue ?? "",
                source,
                metric.summary
            )
        }
        return table.text
    }

    /// The suffixes, each once with the metrics that have it.
    private var readings: String {
        var order: [MetricDescriptor.Variant] = []
        var metrics: [MetricDescriptor.Variant: [String]] = [:]
        for metric in language.metrics {
            for variant in metric.variants {
                if metrics[variant] == nil { order.append(variant) }
                metrics[variant, default: []].append("`\(metric.name)`")
            }
        }
        var table = MarkdownTable("suffix", "of", "meaning")
        for variant in order {
            table.add("`.\(variant.name)`", (metrics[variant] ?? []).joined(separator: ", "), variant.summary)
        }
        return table.text
    }

    private static func words(_ range: ClosedRange<Double>) -> String {
        func text(_ bound: Double) -> String { bound == bound.rounded() ? String(Int(bound)) : String(bound) }
        switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
        case (true, true): return text(range.lowerBound) + " to " + text(range.upperBound)
        case (true, false): return "from " + text(range.lowerBound)
        case (false, true): return "up to " + text(range.upperBound)
        case (false, false): return "any"
        }
    }

    // MARK: Kinds

    private func kind(_ name: String, _ summary: String, _ options: [FieldShape]) -> String {
        let heading = "### `\(name)`\n\n\(summary)\n"
        guard !options.isEmpty else { return heading + "\nIt has no options.\n" }
        var table = MarkdownTable("option", "value", "default", "meaning")
        for option in options {
            let standing = option.isRequired ? "required" : option.defaultText.map { "`\($0)`" } ?? ""
            table.add("`\(option.key)`", option.shape.words { _ in nil }, standing, option.summary)
        }
        return heading + "\n" + table.text
    }

    private func source(_ descriptor: ModelSourceDescriptor) -> String {
        let text = kind(descriptor.kind)
        guard let recipe = descriptor.recipe else { return text }
        let keys = recipe.fields.map { "`\($0.key)`" }.joined(separator: ", ")
        return text + "\nIts `retrain` is a list of programs with the keys \(keys).\n"
    }

    private func kind(_ descriptor: KindDescriptor) -> String {
        kind(descriptor.name, descriptor.summary + Self.remark(descriptor.standing), descriptor.options)
    }

    private static func remark(_ standing: KindDescriptor.Standing) -> String {
        switch standing {
        case .always: ""
        case .onLogs: " Plans with it are carried out where the traffic is a log."
        case .onRouters: " Plans with it are carried out where a router divides live traffic."
        case .onNumbers: " Plans with it are carried out where the traffic is a log, or rows whose label is a number."
        case .notYet: " Plans with it compile, and are not carried out yet."
        }
    }

    private func notifier(_ descriptor: NotifierDescriptor) -> String {
        let repeats =
            descriptor.deduplicates
            ? "A notification that comes again after a crash is told once."
            : "A notification that comes again after a crash is told again."
        let summary = descriptor.summary + " " + repeats + Self.remark(descriptor.isExecutable ? .always : .notYet)
        return kind(descriptor.name, summary, descriptor.options)
    }
}

extension MetricDescriptor.Selector {
    /// What may stand between the brackets.
    fileprivate var words: String {
        switch self {
        case .none: ""
        case .optionalClass: "a class, or nothing"
        case .classPair: "the true class, the predicted class"
        case .category: "a category of feedback"
        case .column: "a column"
        }
    }
}
