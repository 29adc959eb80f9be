import Plan

/// The evidence that there is for the comparisons of a plan.
struct EvidenceOffers: Sendable {
    struct Problem {
        let text: String
        var notes: [String] = []
        let offered: Set<EvidenceMethod>
    }

    private let metrics: [String: MetricDescriptor]
    /// Whether a metric of classes that names none is about one of them.
    private let hasPositiveClass: Bool

    init(_ plan: AnalyzedPlan) {
        let data = plan.plan.traffic?.replay?.rows?.data.value
        let hasPositiveClass =
            data.map { name in plan.plan.data.contains { $0.name.value == name && $0.positive != nil } }
            ?? (plan.plan.labels?.positive != nil)
        self.init(plan.metrics, hasPositiveClass: hasPositiveClass)
    }

    /// Of metrics of one name the first is the one that conditions mean.
    init(_ metrics: [MetricDescriptor], hasPositiveClass: Bool) {
        self.metrics = Dictionary(metrics.map { ($0.name, $0) }) { first, _ in first }
        self.hasPositiveClass = hasPositiveClass
    }

    /// Why there is no such evidence for the comparison; nil where there is.
    func problem(with comparison: Comparison, _ method: EvidenceMethod) -> Problem? {
        for reference in comparison.left.metrics + comparison.right.metrics {
            let offered = methods(of: reference)
            if !offered.contains(method) {
                return Problem(
                    text: "there is no \(method.rawValue) evidence for `\(reference.text)`",
                    notes: method == .sequential ? note(on: reference).map { [$0] } ?? [] : [],
                    offered: offered
                )
            }
        }
        return method == .sequential ? sequentialProblem(with: comparison) : nil
    }

    /// What the metric's declaration would have to say.
    private func note(on reference: MetricReference) -> String? {
        metrics[reference.name]?.missingForSequential.map {
            "there is where `\($0)` under `\(reference.name)` says how large a weight can be: rows of any weight tell nothing for certain"
        }
    }

    /// The ways in which a gate over the reading can be sure.
    func methods(of reference: MetricReference) -> Set<EvidenceMethod> {
        guard let metric = metrics[reference.name] else { return Set(EvidenceMethod.allCases) }
        let methods = metric.evidence(of: reference.variant)
        let isAverage =
            metric.selector == .optionalClass && reference.variant == nil && reference.selectors.isEmpty
            && !hasPositiveClass
        return isAverage ? methods.subtracting([.sequential]) : methods
    }

    /// Whether the reading is a share of observations, each of which counts or does not.
    func isShare(_ reference: MetricReference) -> Bool {
        guard let metric = metrics[reference.name], !metric.isWeighted else { return false }
        return metric.type == .fraction && methods(of: reference).contains(.sequential)
    }

    private func sequentialProblem(with comparison: Comparison) -> Problem? {
        guard let contrast = Contrast(comparison), contrast.baseline == 0 || contrast.baseline == -contrast.candidate
        else {
            return Problem(
                text: "there is no sequential evidence for such a comparison",
                notes: ["it compares one metric with a number, or with `baseline` and a margin"],
                offered: [.point, .interval]
            )
        }
        let reference = contrast.metric
        if reference.window != nil {
            return Problem(
                text: "there is no sequential evidence for a window",
                notes: ["it is carried through all stages from the first request on"],
                offered: [.point, .interval]
            )
        }
        guard contrast.baseline != 0, metrics[reference.name]?.isPaired == false else { return nil }
        return Problem(
            text: "there is no sequential evidence for `\(reference.text)` against the baseline",
            notes: ["models are compared request by request, and its requests are not the same for both"],
            offered: [.point, .interval]
        )
    }
}

extension Condition {
    /// All of them, in the order of the text.
    var comparisons: [Comparison] {
        switch self {
        case .comparison(let comparison): [comparison]
        case .not(let condition): condition.comparisons
        case .atLeast(_, let conditions): conditions.flatMap(\.comparisons)
        }
    }
}
