import Compiler
import Plan

/// What the answers of conditions rest on in every stage alike. Long plans have stages by the ten thousand, so it is put together
/// once.
struct AnswerBasis {
    /// How long the labels take that a metric needs, by its name; none for one that needs none.
    let maturities: [String: Duration]
    /// Where each metric comes from.
    let sources: [String: MetricDescriptor.Source]
    /// The metrics that count, and so have a value from the first request on.
    let counts: Set<String>
    let needs: EvidenceNeeds
    let budget: ErrorBudget

    init(_ program: Program, language: Language) {
        needs = EvidenceNeeds(program, language: language)
        budget = ErrorBudget(program)
        let declared = program.metricSpecs.map { metric in
            (metric.name, language.metricKinds.first { $0.kind.name == metric.kind }?.source ?? .store)
        }
        sources = Dictionary(declared + language.metrics.map { ($0.name, $0.source) }) { first, _ in first }
        var maturities = sources.filter { $0.value == .labels }.mapValues { _ in program.labels?.matureAfter ?? .zero }
        for spec in program.metricSpecs where program.labels?.isNamed(by: spec.options) == true {
            maturities[spec.name] = program.labels?.maturity(of: spec.options)
        }
        self.maturities = maturities
        counts = Set(language.metrics.filter { $0.type == .count }.map(\.name))
            .subtracting(program.metricSpecs.filter { $0.type != .count }.map(\.name))
            .union(program.metricSpecs.filter { $0.type == .count }.map(\.name))
    }
}
