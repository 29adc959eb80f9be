import Compiler
import Metrics
import Plan

/// Metrics over the columns of a log that the command line declares.
struct DefinedMetrics {
    static let none = DefinedMetrics(.none)

    /// What is kept of rows for one of them.
    struct Metric {
        let tallies: DeclaredTallies.Metric
        /// The columns that it reads.
        let columns: ColumnList
    }

    let declared: StandaloneMetrics
    let metrics: [Metric]
    /// What is made of other metrics by segments.
    let differences: [String: DeclaredTallies.Difference]

    /// Their names, as they were declared.
    var names: [String] { declared.names }

    /// A metric that is made of segments by other columns than these, and by which it is; nil where there is none.
    func unasked(by columns: [String]) -> (name: String, columns: SegmentColumns)? {
        differences.sorted { $0.key < $1.key }.map { ($0.key, SegmentColumns(text: $0.value.between)) }.first {
            $0.1.names != columns
        }
    }

    /// One of them whose name another metric of logs has already; nil where there is none.
    var shadowing: String? {
        let taken = Set((Self.language.metrics + DriftMetrics.descriptors).map(\.name))
        return names.first(where: taken.contains)
    }

    init(_ declared: StandaloneMetrics) {
        self.declared = declared
        metrics = declared.specs.compactMap { spec in
            MetricKindRegistry.metric(spec.kind, spec.options).map { metric in
                Metric(
                    tallies: .init(name: spec.name, type: spec.type, part: .answered, metric: metric),
                    columns: ColumnTallies([metric], asking: ColumnList(texts: nil)).columns
                )
            }
        }
        let found = declared.specs.compactMap { spec in SegmentDifferenceKind.difference(spec).map { (spec.name, $0) } }
        differences = Dictionary(found) { first, _ in first }
    }

    /// Kinds that need more than the rows of one log, one after the other: those of another log, or of all before.
    private static let foreign: Set<String> = ["drift", "drift_alarm", "drift_p", "repeated"]

    /// The language of plans, as far as a log can answer for it.
    static var language: Language {
        let language = PlanLanguage.language
        return Language(
            models: [],
            metrics: language.metrics + ScoreMetrics.descriptors + NumberMetrics.descriptors,
            metricKinds: MetricKindRegistry.descriptors.filter { !foreign.contains($0.kind.name) },
            notifiers: []
        )
    }
}
