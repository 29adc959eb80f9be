/// What a condition may ask of one metric, and what it gets.
package struct MetricDescriptor: Hashable, Sendable {
    /// One reading of a metric, chosen by a suffix: `f1.macro`, `latency.p95`.
    package struct Variant: Hashable, Sendable {
        package let name: String
        package let summary: String
        /// The ways in which a gate over it can be sure, where they are not those of the metric.
        package let evidence: Set<EvidenceMethod>?

        package init(_ name: String, _ summary: String, evidence: Set<EvidenceMethod>? = nil) {
            self.name = name
            self.summary = summary
            self.evidence = evidence
        }
    }

    /// What stands between the brackets of `recall[virginica]`.
    package enum Selector: String, Hashable, Sendable {
        case none
        /// A class, which may be left out.
        case optionalClass
        /// The true class and the predicted one, both needed.
        case classPair
        /// A category of feedback, needed.
        case category
        /// A column of the log, needed.
        case column
    }

    /// What a metric is made from, so that the compiler can tell whether a plan has it.
    package enum Source: String, Hashable, Sendable {
        /// Predictions with their labels.
        case labels
        /// Answered requests, labels or not.
        case requests
        /// How long answers took.
        case latency
        /// Which requests were not answered.
        case errors
        /// How sure the model was of each answer.
        case scores
        /// A store of metrics outside.
        case store
        /// What users said.
        case feedback
        /// What users said, and how many requests of theirs were served.
        case servedFeedback
    }

    /// The direction in which the metric gets better.
    package enum Direction: String, Hashable, Sendable {
        case higher
        case lower
    }

    /// The name in conditions, such as `recall` or `feedback.negative`.
    package let name: String
    /// What it is, in one sentence, with the formula where there is one.
    package let summary: String
    package let variants: [Variant]
    /// Whether a suffix must be given.
    package let requiresVariant: Bool
    package let selector: Selector
    package let type: ValueType
    /// The values it can take; the upper bound may be infinite. Durations are in seconds.
    package let range: ClosedRange<Double>
    package let better: Direction?
    package let source: Source
    /// The ways in which a gate over it can be sure.
    package let evidence: Set<EvidenceMethod>
    /// The ways in which a gate over one of its readings can be sure.
    package func evidence(of variant: String?) -> Set<EvidenceMethod> {
        variant.flatMap { name in variants.first { $0.name == name }?.evidence } ?? evidence
    }

    /// The option of a metric of the plan's own without which there is no sequential evidence for it.
    package let missingForSequential: String?
    /// Whether its observations count as much as their weights say.
    package let isWeighted: Bool
    /// Whether its values come from a clock, so that two runs differ in them.
    package let isMeasured: Bool
    /// Whether it is a share of requests of which each has an outcome of its own, whatever other requests are answered: then
    /// two models can be compared request by request.
    package let isPaired: Bool
    /// Whether only rows count whose true class is the first one in brackets.
    package let isOfTrueClass: Bool

    package init(
        _ name: String,
        _ summary: String,
        variants: [Variant] = [],
        requiresVariant: Bool = false,
        selector: Selector = .none,
        type: ValueType,
        range: ClosedRange<Double>,
        better: Direction? = nil,
        source: Source,
        evidence: Set<EvidenceMethod> = [.point],
        isMeasured: Bool = false,
        isPaired: Bool = false,
        missingForSequential: String? = nil,
        isWeighted: Bool = false,
        isOfTrueClass: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.variants = variants
        self.requiresVariant = requiresVariant
        self.selector = selector
        self.type = type
        self.range = range
        self.better = better
        self.source = source
        self.evidence = evidence
        self.isMeasured = isMeasured
        self.isPaired = isPaired
        self.missingForSequential = missingForSequential
        self.isWeighted = isWeighted
        self.isOfTrueClass = isOfTrueClass
    }
}
