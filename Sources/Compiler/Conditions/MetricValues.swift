import Plan

/// Of what type the values of a plan's own metrics are, and how far they reach.
struct MetricValues {
    private let metrics: [String: MetricPlan]
    private let kinds: [String: MetricKindDescriptor]
    private let bundled: [String: MetricDescriptor]

    init(_ metrics: [MetricPlan], _ language: Language) {
        // Of two of one name the first is meant.
        self.metrics = Dictionary(metrics.map { ($0.name.value, $0) }) { first, _ in first }
        kinds = Dictionary(language.metricKinds.map { ($0.kind.name, $0) }) { first, _ in first }
        bundled = Dictionary(language.metrics.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Nil where it is of no kind that there is, or is made from a metric that there is not, or from itself.
    func typeAndRange(of metric: MetricPlan) -> (type: ValueType, range: ClosedRange<Double>)? {
        typeAndRange(of: metric, within: [])
    }

    private func typeAndRange(
        of metric: MetricPlan,
        within: Set<String>
    ) -> (type: ValueType, range: ClosedRange<Double>)? {
        guard let name = metric.kind?.value, !within.contains(metric.name.value) else { return nil }
        guard let kind = kinds[name] else { return bundled[name].map { ($0.type, $0.range) } }
        guard let option = kind.base else {
            let type = kind.type ?? MetricTypes.declared(metric.options)
            return (type, kind.range(metric.options) ?? MetricTypes.range(of: type))
        }
        guard let base = metric.options.text(option.key) else { return nil }
        let known = metrics[base].map { typeAndRange(of: $0, within: within.union([metric.name.value])) }
        guard let (type, range) = known ?? bundled[base].map({ ($0.type, $0.range) }) else { return nil }
        // How far two of its values lie apart.
        let span = range.upperBound - range.lowerBound
        return (type, 0...(span.isNaN ? .infinity : span))
    }
}
