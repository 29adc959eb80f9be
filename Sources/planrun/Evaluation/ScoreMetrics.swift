import Metrics
import Plan

/// The metrics over scores that a log has by itself, once somebody says which class the scores are about: those that a plan
/// would have to declare, under the names of their kinds and with the options that they have unless stated.
enum ScoreMetrics {
    /// Those that need all scores in order.
    static let ranked: Set<String> = ["roc_auc", "average_precision"]
    static let names = ranked.union(["log_loss", "brier", "ece"])

    private static var kinds: [any ColumnMetric.Type] {
        MetricKindRegistry.kinds.filter { names.contains($0.descriptor.kind.name) }
    }

    /// How conditions see them.
    static var descriptors: [MetricDescriptor] {
        kinds.map { kind in
            let descriptor = kind.descriptor
            let type = descriptor.type ?? .score
            return MetricDescriptor(
                descriptor.kind.name,
                descriptor.kind.summary,
                type: type,
                range: type == .fraction ? 0...1 : -.infinity...(.infinity),
                source: .scores,
                evidence: descriptor.evidence
            )
        }
    }

    /// Those of the names that are kept row by row, over the positive class.
    static func declared(_ wanted: Set<String>, positive: String, score: String) -> [DeclaredTallies.Metric] {
        kinds.filter { wanted.contains($0.descriptor.kind.name) && !ranked.contains($0.descriptor.kind.name) }.map {
            kind in
            DeclaredTallies.Metric(
                name: kind.descriptor.kind.name,
                type: kind.descriptor.type ?? .score,
                part: .labelled,
                metric: kind.init(OptionValues(["positive": .text(positive), "score": .text(score)]))
            )
        }
    }
}
