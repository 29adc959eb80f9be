import Metrics
import Plan

/// Where a condition's numbers come from: what a model has shown, as far back as a window reaches.
protocol EvidenceSource {
    /// What the model has shown in the last `window`, or in the reader's own window where that is nil; nil where the model
    /// does not exist.
    func accumulators(_ model: ModelRole, window: Duration?) -> AccumulatorSet?
}

/// Reads metrics off evidence.
struct MetricReader {
    let evidence: any EvidenceSource

    /// What the metric says of the model; nil where metric or model do not exist, which a compiled program rules out.
    func read(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        guard let metric = MetricRegistry.metric(named: reference.name),
            let accumulators = evidence.accumulators(model, window: reference.window)
        else { return nil }
        let descriptor = metric.descriptor
        let names =
            descriptor.selector == .category ? accumulators.layout.categories : accumulators.layout.classes
        let indices = reference.selectors.map { names.firstIndex(of: $0) }
        let query = MetricQuery(
            variant: reference.variant,
            index: indices.first ?? nil,
            secondIndex: indices.count > 1 ? indices[1] : nil
        )
        let value = metric.value(query, in: accumulators)
        return Reading(
            metric: reference.text,
            model: model,
            type: descriptor.type,
            value: value.value,
            samples: value.samples,
            successes: value.proportion?.successes,
            trials: value.proportion?.trials,
            undefinedReason: value.undefinedReason,
            isMeasured: descriptor.isMeasured
        )
    }
}
