import Diagnostics
import Plan

/// Candidate and baseline are two models, and what is measured tells them apart.
enum ModelIdentityRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] { nameless(plan) + alike(plan) }

    private static func nameless(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.models.compactMap { model in
            guard let name = name(of: model, plan), name.value.isEmpty else { return nil }
            return Diagnostic(
                .missingValue,
                "the name of the \(model.role.value.rawValue) is empty",
                at: .init(name.span)
            )
        }
    }

    private static func alike(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let candidate = plan.plan.model(.candidate), let baseline = plan.plan.model(.baseline) else { return [] }
        return [name(candidate, baseline, plan) ?? model(candidate, baseline, plan)].compactMap(\.self)
    }

    // MARK: Names

    /// What logs, metric stores and routers call a model, with its place.
    private static func name(of model: ModelPlan, _ plan: AnalyzedPlan) -> Located<String>? {
        guard let kind = model.kind, let source = plan.plan.traffic?.source,
            let descriptor = plan.language.modelSources.first(where: { $0.kind.name == kind.value })
        else { return nil }
        switch source {
        case .replay: return nil
        case .log:
            guard descriptor.isRecorded, let name = model.options.text(kind.value) else { return nil }
            return Located(name, at: model.places[kind.value] ?? kind.span)
        case .router:
            guard !descriptor.isRecorded else { return nil }
            let label = model.options.text("label") ?? (model.places["label"] == nil ? model.role.value.rawValue : nil)
            return label.map { Located($0, at: model.places["label"] ?? model.role.span) }
        }
    }

    private static func name(_ candidate: ModelPlan, _ baseline: ModelPlan, _ plan: AnalyzedPlan) -> Diagnostic? {
        guard let own = name(of: candidate, plan), let other = name(of: baseline, plan), own.value == other.value else {
            return nil
        }
        return Diagnostic(
            .sameLabel,
            "both models are called `\(own.value)`, so that nothing tells their answers apart",
            at: .init(own.span, "the candidate"),
            secondary: [.init(other.span, "the baseline")]
        )
    }

    // MARK: Models

    private static func model(_ candidate: ModelPlan, _ baseline: ModelPlan, _ plan: AnalyzedPlan) -> Diagnostic? {
        guard let kind = candidate.kind, kind.value == baseline.kind?.value,
            candidate.training?.data.value == baseline.training?.data.value,
            candidate.training?.part.value == baseline.training?.part.value,
            let own = options(of: candidate, plan), own == options(of: baseline, plan)
        else { return nil }
        return Diagnostic(
            .sameModel,
            "the candidate is the baseline once more",
            at: .init(candidate.kind?.span ?? candidate.role.span),
            secondary: [.init(baseline.kind?.span ?? baseline.role.span, "the same model")],
            notes: ["the release would change nothing"]
        )
    }

    /// What makes the model what it is; nil where that is not known.
    private static func options(of model: ModelPlan, _ plan: AnalyzedPlan) -> OptionValues? {
        guard let kind = model.kind?.value else { return nil }
        if let trained = plan.language.models.first(where: { $0.name == kind }) {
            return OptionValues.defaults(of: trained.options).merging(model.options)
        }
        guard let source = plan.language.modelSources.first(where: { $0.kind.name == kind }), !source.isRecorded,
            model.options[kind] != nil || model.options.values.count > 1
        else { return nil }
        return OptionValues(model.options.values.filter { $0.key != "label" })
    }
}
