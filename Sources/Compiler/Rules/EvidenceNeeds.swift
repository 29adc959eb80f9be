package import Plan
import Statistics

/// How many observations evidence takes at the least before it can tell anything, for those who look at programs.
package struct EvidenceNeeds: Sendable {
    private let offers: EvidenceOffers
    private let bounded: SampleReach.BoundedMetrics

    /// Metrics of the plan's own are not looked into: of those any number may do.
    package init(_ program: Program, language: Language) {
        let own = Set(program.metricSpecs.map(\.name))
        let metrics = language.metrics.filter { !own.contains($0.name) }
        let data = program.traffic?.replay?.rows.data
        let hasPositiveClass =
            data.map { name in program.data.contains { $0.name == name && $0.positive != nil } }
            ?? (program.labels?.positive != nil)
        offers = EvidenceOffers(metrics, hasPositiveClass: hasPositiveClass)
        bounded = SampleReach.BoundedMetrics(metrics)
    }

    /// The fewest that can show that a comparison holds, or that it does not; nil where no number does. Where nothing is known
    /// of that a single one may.
    package func observations(
        _ comparison: Comparison,
        toShow answer: Bool,
        by method: EvidenceMethod,
        error: Double
    ) -> Int? {
        // All of them speak for the answer, with certainty.
        DetectionSize.observations(power: 1, probability: 1, upTo: EvidenceReach.enough) { _, all in
            let reach = EvidenceReach(offers, bounded, method, error: error) { _ in Double(all) }
            return reach.canBeShown(comparison, answer)
        }
    }
}
