import Diagnostics
import Plan

/// How many requests a stage has seen at the least when it is promoted, for stages whose conditions ask about them: as many as its
/// `samples`, and as a condition over labelled rows needs of those.
struct RequestsOfStages {
    /// What is so of each promotion.
    struct Least {
        let condition: Condition
        /// What says so, as the plan has it or could have it.
        let text: String
        let span: SourceSpan
        /// How it comes, where that is not plain.
        var note: String?
    }

    private static let requests = MetricReference("requests")

    /// The metrics of labelled rows; where the plan has put one of its own in the place of `requests`, none of this is known.
    private let labelled: Set<String>
    private let isKnown: Bool
    /// Whether stages of a kind ask for the number of their requests, by its number.
    private var asking: [Int: Bool] = [:]

    init(_ plan: AnalyzedPlan) {
        let own = Set(plan.plan.metrics.map(\.name.value))
        isKnown = !own.contains(Self.requests.name)
        labelled = Set(plan.metrics.filter { $0.source == .labels && $0.type != .count }.map(\.name)).subtracting(own)
    }

    /// How many that are in a stage; 0 where none of its conditions asks.
    mutating func least(in stage: AnalyzedPlan.Stage) -> Int {
        guard isKnown, isAsking(stage) else { return 0 }
        return max(stage.plan.watch?.samples?.value ?? 0, observed(stage.promoteIf, stage.plan.watch)?.count ?? 0)
    }

    /// The same of a stage that is looked at; nil where nothing is known.
    func least(of stage: PlainStage) -> Least? {
        guard isKnown, (stage.promoteIf + stage.rollbackIf).contains(where: Self.isAsking) else { return nil }
        let samples = stage.plan.watch?.samples
        if let observed = observed(stage.promoteIf, stage.plan.watch), observed.count > samples?.value ?? 0 {
            var least = least(observed.count, "min_samples: \(observed.count)", observed.gate.plan.span)
            least.note =
                "`\(observed.gate.plan.text)` needs \(observed.count) labelled rows, each of a request that was answered"
            return least
        }
        return samples.flatMap { $0.value > 0 ? least($0.value, "samples: \($0.value)", $0.span) : nil }
    }

    private func least(_ count: Int, _ text: String, _ span: SourceSpan) -> Least {
        let comparison = Comparison(.metric(Self.requests), .greaterOrEqual, .constant(Double(count), .count))
        return Least(condition: .comparison(comparison), text: text, span: span)
    }

    /// The first condition that must hold and has no value before so many labelled rows of the stage.
    private func observed(
        _ gates: some Collection<AnalyzedPlan.Gate>,
        _ watch: WatchPlan?
    ) -> (gate: AnalyzedPlan.Gate, count: Int)? {
        guard let watch else { return nil }
        let gate = gates.first { gate in
            guard case .comparison(let comparison)? = gate.condition else { return false }
            return (comparison.left.metricsOfCandidate + comparison.right.metricsOfCandidate).contains {
                labelled.contains($0.name) && $0.window == nil && $0.segment == nil
            }
        }
        return gate.map { ($0, watch.minimumSamples) }
    }

    private mutating func isAsking(_ stage: AnalyzedPlan.Stage) -> Bool {
        if let known = asking[stage.kind.number] { return known }
        let answer = stage.promoteIf.contains(where: Self.isAsking) || stage.rollbackIf.contains(where: Self.isAsking)
        asking[stage.kind.number] = answer
        return answer
    }

    private static func isAsking(_ gate: AnalyzedPlan.Gate) -> Bool {
        gate.typed?.condition.metrics.contains(requests) ?? false
    }
}
