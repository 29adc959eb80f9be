import Diagnostics
import Plan

/// Models that predict numbers learn from a label that is a number, and those that tell classes apart from one that is a class;
/// nothing asks for metrics of classes, or keeps their shares, where there are none.
enum LabelKindRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        models(plan) + strata(plan) + metrics(plan)
    }

    private static func dataset(_ reference: DataReference?, _ plan: AnalyzedPlan) -> DataPlan? {
        reference.flatMap { reference in plan.plan.data.first { $0.name.value == reference.data.value } }
    }

    // MARK: Models

    private static func models(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.models.compactMap { model in
            guard let kind = model.kind, let data = dataset(model.training, plan), let label = data.label,
                let descriptor = plan.language.models.first(where: { $0.name == kind.value }),
                descriptor.predictsNumbers != (data.numberLabel != nil)
            else { return nil }
            let others = plan.language.models.filter { $0.predictsNumbers != descriptor.predictsNumbers }.map(\.name)
            let twin = others.first { $0.hasPrefix(kind.value) || kind.value.hasPrefix($0) }
            let help =
                descriptor.predictsNumbers
                ? "say `columns: { \(label.value): number }` where it is one"
                : "say `\(twin ?? "gradient_boosting_regressor")` to predict it"
            return Diagnostic(
                .labelKind,
                descriptor.predictsNumbers
                    ? "a `\(kind.value)` predicts numbers, and the label `\(label.value)` is a class"
                    : "a `\(kind.value)` tells classes apart, and the label `\(label.value)` is a number",
                at: .init(kind.span),
                secondary: [.init(data.numberLabel?.name.span ?? label.span, "the label")],
                help: [help]
            )
        }
    }

    // MARK: Splits

    private static func strata(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.data.compactMap { data in
            guard let label = data.numberLabel, let split = data.split, split.isStratified else { return nil }
            return Diagnostic(
                .contradictorySplit,
                "`stratify` keeps the shares of classes, and the label `\(label.name.value)` is a number",
                at: .init(split.test.span),
                secondary: [.init(label.name.span, "said here")]
            )
        }
    }

    // MARK: Metrics

    private static func metrics(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let declared = Set(plan.plan.metrics.map(\.name.value))
        let ofClasses = plan.language.metrics.filter { $0.source == .labels && !declared.contains($0.name) }.map(\.name)
        var found: [Diagnostic] = []
        var clean: Set<ObjectIdentifier> = []
        func check(_ gates: [GatePlan], _ data: DataPlan?) {
            guard let label = data?.numberLabel else { return }
            for gate in gates {
                guard let wording = gate.wording, !clean.contains(ObjectIdentifier(wording)) else { continue }
                let before = found.count
                for metric in gate.condition?.metrics ?? [] {
                    let names = [metric.name, metric.path.dropLast().map(\.value).joined(separator: ".")]
                    guard let name = names.first(where: ofClasses.contains) else { continue }
                    found.append(report(name, at: metric.span, label))
                }
                if found.count == before { clean.insert(ObjectIdentifier(wording)) }
            }
        }
        check(plan.plan.risk?.lowIf ?? [], dataset(plan.plan.risk?.on, plan))
        let replayed = dataset(plan.plan.traffic?.replay?.rows, plan)
        if replayed?.numberLabel != nil {
            for stage in plan.stages { check(stage.plan.promoteIf + stage.plan.rollbackIf, replayed) }
        }
        check(plan.plan.alerts.compactMap(\.when), replayed)
        if let label = replayed?.numberLabel {
            for metric in plan.plan.metrics {
                guard let kind = metric.kind,
                    plan.language.metrics.contains(where: { $0.source == .labels && $0.name == kind.value })
                else { continue }
                found.append(report(kind.value, at: kind.span, label))
            }
        }
        return found
    }

    private static func report(_ metric: String, at span: SourceSpan, _ label: DataPlan.Column) -> Diagnostic {
        Diagnostic(
            .classMetric,
            "`\(metric)` is of classes, and the label `\(label.name.value)` is a number",
            at: .init(span),
            secondary: [.init(label.name.span, "said here")],
            help: ["declare a metric of numbers under `metrics`, such as `error: { mae: {} }`"]
        )
    }
}
