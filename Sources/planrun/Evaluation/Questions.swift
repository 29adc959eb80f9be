import Compiler
import Diagnostics
import Plan

/// What the command line asks of a log: metrics to give and conditions that must hold.
struct Questions {
    /// An option of which something is wrong.
    struct Refusal: Error {
        let diagnostics: [Diagnostic]
        let sources: SourceMap
    }

    let metrics: [MetricReference]
    let requirements: [(condition: Condition, text: String)]

    /// Everything that is read from the log.
    var references: [MetricReference] { metrics + requirements.flatMap(\.condition.metrics) }

    /// The language of plans, with the metrics that a log has by itself, and those that it has beside another.
    private static func language(hasDrift: Bool, ofNumbers: Bool, hasLatency: Bool) -> Language {
        let language = PlanLanguage.language
        return Language(
            models: language.models,
            modelSources: language.modelSources,
            metrics: ofNumbers
                ? NumberMetrics.descriptors + (hasLatency ? language.metrics.filter { $0.source == .latency } : [])
                    + (hasDrift ? DriftMetrics.descriptors : [])
                : language.metrics + ScoreMetrics.descriptors + (hasDrift ? DriftMetrics.descriptors : []),
            metricKinds: language.metricKinds,
            routers: language.routers,
            notifiers: language.notifiers
        )
    }

    /// Reads the options; with `classes` nil, before the log has been read, any class will do.
    ///
    /// - Parameters:
    ///   - drift: The columns by which the log is compared with another; nil where it is not.
    ///   - ofNumbers: Whether predictions are numbers and no classes.
    ///   - hasLatency: Whether those have latencies, too.
    ///   - defined: The metrics that are declared beside those of the language.
    init(
        metrics: [String],
        requirements: [String],
        positive: String?,
        classes: [String]?,
        hasBaseline: Bool = false,
        drift: [String]? = nil,
        ofNumbers: Bool = false,
        hasLatency: Bool = false,
        defined: StandaloneMetrics = .none
    ) throws(Refusal) {
        let reader = StandaloneConditions(
            language: Self.language(hasDrift: drift != nil, ofNumbers: ofNumbers, hasLatency: hasLatency),
            classes: classes,
            hasBaseline: hasBaseline,
            columns: drift,
            metrics: defined
        )
        var sources = SourceMap()
        var diagnostics: [Diagnostic] = []
        var references: [MetricReference] = []
        for text in metrics {
            let file = sources.add(SourceFile(name: "--metric", bytes: Array(text.utf8)))
            let (found, problems) = reader.metrics(text, in: file)
            references += found.filter { !references.contains($0) }
            diagnostics += problems
        }
        var conditions: [(condition: Condition, text: String)] = []
        for text in requirements {
            let file = sources.add(SourceFile(name: "--require", bytes: Array(text.utf8)))
            let (condition, problems) = reader.condition(text, in: file)
            if let condition { conditions.append((condition, text.trimmed)) }
            diagnostics += problems
        }
        if let positive {
            let file = sources.add(SourceFile(name: "--positive", bytes: Array(positive.utf8)))
            diagnostics += reader.problem(withClass: positive, in: file).map { [$0] } ?? []
        }
        guard diagnostics.isEmpty else { throw Refusal(diagnostics: diagnostics, sources: sources) }
        self.metrics = references
        self.requirements = conditions
    }
}

extension String {
    /// Without the spaces and line breaks at its ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
