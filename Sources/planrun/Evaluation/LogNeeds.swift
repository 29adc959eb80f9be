import Metrics
import Plan

/// Which columns metrics are made from: for each, a metric that needs it.
struct LogNeeds {
    private(set) var label: String?
    private(set) var prediction: String?
    private(set) var latency: String?
    private(set) var score: String?
    /// A metric that says something of one class by its scores.
    private(set) var positive: String?
    /// Whether percentiles of the latency are asked for.
    private(set) var ranksLatencies = false
    /// The metrics over scores.
    private(set) var scores: Set<String> = []

    /// The columns that metrics read as they are, with a metric that does, in their order.
    private(set) var values: [(name: String, metric: String)] = []

    /// - Parameters:
    ///   - defined: The metrics that are declared beside those of the language.
    ///   - log: What the log calls its columns.
    init(
        _ metrics: [MetricReference],
        ofNumbers: Bool = false,
        defined: DefinedMetrics = .none,
        log: LogColumnNames = LogColumnNames()
    ) {
        if ofNumbers { (label, prediction) = (NumberMetrics.usual[0], NumberMetrics.usual[0]) }
        for metric in defined.metrics { add(metric, log, ofNumbers: ofNumbers) }
        let bases = defined.differences.values.map { MetricReference($0.of) }
        for reference in metrics + bases.sorted(by: { $0.text < $1.text }) {
            if ScoreMetrics.names.contains(reference.name) {
                scores.insert(reference.name)
                positive = positive ?? reference.text
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

    private mutating func add(_ metric: DefinedMetrics.Metric, _ log: LogColumnNames, ofNumbers: Bool) {
        let name = metric.tallies.name
        for column in metric.columns.texts where !ofNumbers || !log.classes.contains(column) {
            if log.label.contains(column) {
                label = label ?? name
            } else if log.prediction.contains(column) {
                prediction = prediction ?? name
            } else if !log.beside.contains(column) {
                addValue(column, name)
            }
        }
        for column in metric.columns.numbers where !ofNumbers || !log.classes.contains(column) {
            if log.score.contains(column) {
                score = score ?? name
            } else if !log.beside.contains(column) {
                addValue(column, name)
            }
        }
    }

    private mutating func addValue(_ column: String, _ metric: String) {
        if !values.contains(where: { $0.name == column }) { values.append((column, metric)) }
    }
}
