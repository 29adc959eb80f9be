import Plan

/// A comparison as a sum over one metric that is ready to be read.
struct ReadyContrast: Sendable {
    let metric: ReadyMetric
    /// The weights of the metric on either model.
    let candidate: Double
    let baseline: Double
    let constant: Double

    /// How much larger the metric is on the candidate.
    init(differenceOf metric: MetricReference) {
        self.metric = ReadyMetric(metric)
        (candidate, baseline, constant) = (1, -1, 0)
    }

    /// Nil where the comparison is not such a sum.
    init?(_ comparison: Comparison) {
        guard let contrast = Contrast(comparison) else { return nil }
        metric = ReadyMetric(contrast.metric)
        candidate = contrast.candidate
        baseline = contrast.baseline
        constant = contrast.constant
    }
}
