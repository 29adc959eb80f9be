package import Plan

/// How often noise alone makes conditions hold, as far as the metrics that they read say what noise does to them.
package struct FalseAlarms: Sendable {
    private let noise: [String: NoiseReading]

    package init(_ program: Program, language: Language) {
        self.init(program.metricSpecs.map { ($0.name, $0.kind) }, language)
    }

    init(_ plan: AnalyzedPlan) {
        self.init(plan.plan.metrics.compactMap { spec in spec.kind.map { (spec.name.value, $0.value) } }, plan.language)
    }

    private init(_ metrics: [(name: String, kind: String)], _ language: Language) {
        let kinds = Dictionary(language.metricKinds.map { ($0.kind.name, $0.noise) }) { first, _ in first }
        noise = Dictionary(metrics.compactMap { metric in (kinds[metric.kind] ?? nil).map { (metric.name, $0) } }) {
            first,
            _ in first
        }
    }

    /// Whether some metric says how long noise alone takes to reach its value.
    var hasRunLengths: Bool { noise.values.contains(.runLength) }

    /// What noise does to the metric, where it says that itself.
    func noise(of metric: MetricReference) -> NoiseReading? { noise[metric.name] }

    /// The chance that noise alone makes the condition hold at one look, at the most; nil where nothing bounds it.
    package func chancePerLook(_ condition: Condition) -> Double? {
        rate(of: condition) { comparison in
            guard let level = limit(comparison, .probability, isUpper: true), level < 1 else { return nil }
            return max(0, level)
        }
    }

    /// How many observations go by on average, at the least, until noise alone makes the condition hold; nil where nothing
    /// bounds it.
    package func runLength(_ condition: Condition) -> Double? {
        let rate = rate(of: condition) { comparison in
            limit(comparison, .runLength, isUpper: false).flatMap { $0 > 1 ? 1 / $0 : nil }
        }
        return rate.flatMap { $0 > 0 ? (1 / $0).rounded() : nil }
    }

    /// Several that must hold together hold as rarely as the rarest; where some of them are enough, their rates add up.
    private func rate(of condition: Condition, _ own: (Comparison) -> Double?) -> Double? {
        switch condition {
        case .comparison(let comparison): return own(comparison)
        case .not: return nil
        case .atLeast(let count, let parts):
            let rates = parts.map { rate(of: $0, own) }
            if count == parts.count { return rates.compactMap { $0 }.min() }
            let known = rates.compactMap { $0 }
            return known.count == parts.count ? known.reduce(0, +) / Double(max(1, count)) : nil
        }
    }

    /// The number that a metric of that kind is to be at most, or at least.
    private func limit(_ comparison: Comparison, _ kind: NoiseReading, isUpper: Bool) -> Double? {
        guard let contrast = Contrast(comparison), contrast.baseline == 0, noise[contrast.metric.name] == kind else {
            return nil
        }
        let isBelow: Bool
        switch comparison.relation {
        case .less, .lessOrEqual: isBelow = contrast.candidate > 0
        case .greater, .greaterOrEqual: isBelow = contrast.candidate < 0
        case .equal, .notEqual: return nil
        }
        return isBelow == isUpper ? -contrast.constant / contrast.candidate : nil
    }
}
