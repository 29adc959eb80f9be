import Metrics
import Plan

/// Which columns metrics are made from: for each, a metric that needs it.
struct LogNeeds {
    private(set) var label: String?
    private(set) var prediction: String?
    private(set) var latency: String?
    private(set) var score: String?
    /// Whether percentiles of the latency are asked for.
    private(set) var ranksLatencies = false
    /// The metrics over scores.
    private(set) var scores: Set<String> = []

    init(_ metrics: [MetricReference], ofNumbers: Bool = false) {
        if ofNumbers { (label, prediction) = (NumberMetrics.usual[0], NumberMetrics.usual[0]) }
        for reference in metrics {
            if ScoreMetrics.names.contains(reference.name) {
                scores.insert(reference.name)
                score = score ?? reference.text
                label = label ?? reference.text
            }
            guard let metric = MetricRegistry.metric(named: reference.name) else { continue }
            for kind in metric.accumulators {
                if kind == ConfusionMatrix.self { label = label ?? reference.text }
                if kind == LatencySketch.self {
                    latency = latency ?? reference.text
                    ranksLatencies = ranksLatencies || reference.variant?.hasPrefix("p") ?? false
                } else {
                    prediction = prediction ?? reference.text
                }
            }
        }
    }
}
