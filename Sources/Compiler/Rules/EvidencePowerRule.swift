import Diagnostics
import Plan
import Statistics

/// A condition of `rollback_if` that must be sure finds the drop that must not slip through, with the stated chance, before the
/// release has ended.
enum EvidencePowerRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let evidence = plan.plan.evidence, let detect = evidence.detect, plan.asksForEvidence else { return [] }
        let power = evidence.power?.value ?? EvidenceSection.defaultPower
        let error = ErrorBudget(plan).rollback
        let offers = EvidenceOffers(plan)
        let bounded = SampleReach.BoundedMetrics(plan.metrics)

        // The same condition asks the same wherever it stands: it is enough that it finds the drop in one stage.
        var asked: [(gate: AnalyzedPlan.Gate, drop: DropDetection, most: Double)] = []
        var places: [String: Int] = [:]
        for stage in EvidenceObservations(plan).stages {
            for gate in stage.stage.rollbackIf {
                let method = plan.evidence(of: gate)
                guard let typed = gate.typed, case .comparison(let comparison) = typed.condition,
                    offers.problem(with: comparison, method) == nil,
                    let drop = DropDetection(comparison, of: detect.value.value, method, error: error),
                    offers.isShare(drop.metric), bounded.contains(drop.metric.name)
                else { continue }
                let most = stage.most(method, over: drop.metric.window)
                let text = "\(method.rawValue) \(typed.text)"
                if let place = places[text] {
                    asked[place].most = max(asked[place].most, most)
                } else {
                    places[text] = asked.count
                    asked.append((gate, drop, most))
                }
            }
        }
        return asked.compactMap { gate, drop, most in
            finding(gate, drop, most, power: power.value, error: error, at: detect)
        }
    }

    private static func finding(
        _ gate: AnalyzedPlan.Gate,
        _ drop: DropDetection,
        _ most: Double,
        power: Double,
        error: Double,
        at detect: Located<Rational>
    ) -> Diagnostic? {
        let reachable = Int(min(most, Double(EvidenceReach.enough)))
        guard reachable > 0, drop.observations(power: power, upTo: reachable) == nil else { return nil }
        let needed = drop.observations(power: power, upTo: EvidenceReach.enough)
        let need = needed.map { "takes \($0) observations" } ?? "takes more observations than there are anywhere"
        let otherwise = drop.isAgainstBaseline ? "; it takes the fewest where the models differ in nothing else" : ""
        return Diagnostic(
            .dropOutOfReach,
            "a drop of \(share(detect.value.value)) may slip through: to find it here \(need), and \(reachable) come at most",
            at: .init(gate.plan.span),
            secondary: [.init(detect.span, "the drop")],
            notes: [
                "to be found with a chance of \(share(power)), by evidence that may be wrong with a chance of \(share(error))"
                    + otherwise
            ],
            help: ["watch longer or more requests, name a larger drop, or allow a larger error"]
        )
    }

    private static func share(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }
}
