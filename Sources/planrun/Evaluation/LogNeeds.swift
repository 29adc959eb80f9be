import Metrics
import Plan

/// Which columns metrics are made from: for each, a metric that needs it.
struct LogNeeds {
    private(set) var label: String?
    private(set) var prediction: String?
    private(set) var latency: String?

    init(_ metrics: [MetricReference]) {
        for reference in metrics {
            guard let metric = MetricRegistry.metric(named: reference.name) else { continue }
            for kind in metric.accumulators {
                if kind == ConfusionMatrix.self { label = label ?? reference.text }
                if kind == LatencySketch.self {
                    latency = latency ?? reference.text
                } else {
                    prediction = prediction ?? reference.text
                }
            }
        }
    }
}
