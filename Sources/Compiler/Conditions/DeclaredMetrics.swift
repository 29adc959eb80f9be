import Plan

/// The metrics that a plan declares itself, as its conditions see them.
struct DeclaredMetrics {
    let descriptors: [MetricDescriptor]
    /// What those stand for that only give a name to a bundled metric of one class.
    let aliases: [String: MetricReference]
    /// Those of which it could not be read what they measure, or of what type it is.
    private(set) var unreadable: Set<String> = []
    /// Those whose declaration could say their type and does not.
    private(set) var untyped: Set<String> = []

    static let none = DeclaredMetrics(descriptors: [], aliases: [:])

    private init(descriptors: [MetricDescriptor], aliases: [String: MetricReference]) {
        self.descriptors = descriptors
        self.aliases = aliases
    }

    init(_ plan: ReleasePlan, language: Language) {
        self.init(plan.metrics, labels: plan.labels, language: language)
    }

    /// - Parameter labels: Where labels come from that metrics can name; nil where there are none.
    init(_ metrics: [MetricPlan], labels: LabelsPlan? = nil, language: Language) {
        var descriptors: [MetricDescriptor] = []
        var aliases: [String: MetricReference] = [:]
        let values = MetricValues(metrics, language)
        for metric in metrics {
            let kind = metric.kind.flatMap { kind in
                language.metricKinds.first { $0.kind.name == kind.value }
            }
            if let kind {
                guard let (type, range) = values.typeAndRange(of: metric) else {
                    // What it is made from is reported.
                    descriptors.append(.unreadable(metric.name.value))
                    continue
                }
                // Where it names a source of labels it needs no others.
                let hasOwnLabels = labels?.sources(of: metric.options).isEmpty == false
                let evidence = kind.evidence(metric.options)
                descriptors.append(
                    MetricDescriptor(
                        metric.name.value,
                        kind.kind.summary,
                        type: type,
                        range: range,
                        source: hasOwnLabels && kind.source == .labels ? .requests : kind.source,
                        evidence: evidence,
                        isPaired: evidence.contains(.sequential),
                        missingForSequential: evidence.contains(.sequential) ? nil : kind.sequentialOption,
                        isWeighted: kind.sequentialOption != nil
                    )
                )
            } else if let kind = metric.kind?.value, let bundled = language.metrics.first(where: { $0.name == kind }) {
                descriptors.append(bundled.named(metric.name.value))
                aliases[metric.name.value] = MetricReference(
                    bundled.name,
                    selectors: metric.options.text(kind).map { [$0] } ?? []
                )
            } else {
                // What it measures could not be read; it is there, and conditions over it are passed over.
                descriptors.append(.unreadable(metric.name.value))
            }
        }
        self.init(descriptors: descriptors, aliases: aliases)
        for metric in metrics {
            guard let kind = metric.kind, values.typeAndRange(of: metric) != nil else {
                unreadable.insert(metric.name.value)
                continue
            }
            let states = language.metricKinds.first { $0.kind.name == kind.value }
            guard states?.type == nil, states != nil, metric.options.text("type") == nil else { continue }
            if metric.places["type"] == nil {
                untyped.insert(metric.name.value)
            } else {
                unreadable.insert(metric.name.value)
            }
        }
    }

    /// The declared metrics that are no bundled metric under another name.
    static func specs(_ metrics: [MetricPlan], language: Language) -> [MetricSpec] {
        let values = MetricValues(metrics, language)
        return metrics.compactMap { metric in
            guard let kind = language.metricKinds.first(where: { $0.kind.name == metric.kind?.value }) else {
                return nil
            }
            return MetricSpec(
                name: metric.name.value,
                kind: kind.kind.name,
                options: OptionValues.defaults(of: kind.kind.options).merging(metric.options),
                type: values.typeAndRange(of: metric)?.type ?? .score
            )
        }.sorted { $0.name < $1.name }
    }
}

/// The types that a declaration can give its metric with `type`.
enum MetricTypes {
    static let all: [ValueType] = [.fraction, .count, .duration, .rate, .score]

    /// The type that a declaration states; any number where it states none.
    static func declared(_ options: OptionValues) -> ValueType {
        options.text("type").flatMap(ValueType.init) ?? .score
    }

    static func range(of type: ValueType) -> ClosedRange<Double> {
        switch type {
        case .fraction: 0...1
        case .count, .duration, .rate: 0...(.infinity)
        case .score, .text, .boolean: -.infinity...(.infinity)
        }
    }
}

extension MetricDescriptor {
    /// The bundled metric of one class under a name of its own: without brackets and readings.
    fileprivate func named(_ name: String) -> MetricDescriptor {
        MetricDescriptor(
            name,
            summary,
            type: type,
            range: range,
            better: better,
            source: source,
            evidence: evidence,
            isMeasured: isMeasured,
            isPaired: isPaired
        )
    }

    fileprivate static func unreadable(_ name: String) -> MetricDescriptor {
        MetricDescriptor(
            name,
            "",
            type: .score,
            range: MetricTypes.range(of: .score),
            source: .requests,
            evidence: Set(EvidenceMethod.allCases),
            isPaired: true
        )
    }
}
