import Metrics
import Plan

/// Where a condition's numbers come from: what a model has shown, as far back as a window reaches.
protocol EvidenceSource {
    /// What the world states of the metric, or nil where it has to be read off what the model has shown.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading?

    /// What the model has shown in the last `window`, or in the reader's own window where that is nil; nil where the model
    /// does not exist. Accumulators of other kinds than those asked for may be missing.
    func accumulators(_ model: ModelRole, window: Duration?, kinds: [any Accumulator.Type]) -> AccumulatorSet?
}

/// Reads metrics off evidence.
struct MetricReader<Evidence: EvidenceSource> {
    let evidence: Evidence

    /// What the metric says of the model: without a value and samples where nothing is known of it.
    func read(_ reference: MetricReference, of model: ModelRole) -> Reading {
        if let stated = evidence.stated(reference, of: model) { return stated }
        let entry = MetricRegistry.entry(named: reference.name)
        guard let entry,
            let accumulators = evidence.accumulators(
                model,
                window: reference.window,
                kinds: entry.metric.accumulators
            )
        else {
            return Reading(
                metric: reference.text,
                model: model,
                type: entry?.type ?? .score,
                value: nil,
                samples: 0,
                successes: nil,
                trials: nil,
                undefinedReason: "nothing was observed",
                isMeasured: false
            )
        }
        let value = entry.metric.value(query(reference, entry, accumulators), in: accumulators)
        return Reading(
            metric: reference.text,
            model: model,
            type: entry.type,
            value: value.value,
            samples: value.samples,
            successes: value.proportion?.successes,
            trials: value.proportion?.trials,
            undefinedReason: value.undefinedReason,
            isMeasured: entry.isMeasured
        )
    }

    private func query(
        _ reference: MetricReference,
        _ entry: MetricRegistry.Entry,
        _ accumulators: AccumulatorSet
    ) -> MetricQuery {
        guard !reference.selectors.isEmpty else { return MetricQuery(variant: reference.variant) }
        let names = entry.selector == .category ? accumulators.layout.categories : accumulators.layout.classes
        let indices = reference.selectors.map { names.firstIndex(of: $0) }
        return MetricQuery(
            variant: reference.variant,
            index: indices.first ?? nil,
            secondIndex: indices.count > 1 ? indices[1] : nil
        )
    }
}
