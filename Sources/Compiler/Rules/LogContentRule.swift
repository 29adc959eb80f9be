import Diagnostics
import Plan

/// What a plan says of its log is in the log, where that is there: its columns, the models, and the values of attributes.
enum LogContentRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let log = plan.plan.traffic?.log, let facts = plan.facts.log else { return [] }
        return columns(log, facts) + models(plan, log, facts) + labelColumns(plan) + values(plan, facts)
    }

    private static func columns(_ log: LogPlan, _ facts: PlanFacts.Log) -> [Diagnostic] {
        guard facts.hasAllColumns else { return [] }
        let names = UnknownNames(kind: "column", known: facts.columns) { _ in "the log has no columns" }
        return names.diagnostics(for: log.columns?.map(\.name) ?? [])
    }

    private static func models(_ plan: AnalyzedPlan, _ log: LogPlan, _ facts: PlanFacts.Log) -> [Diagnostic] {
        guard let column = log.columns?.first(where: { $0.content?.value == .role(.model) })?.name.value,
            let known = facts.values[column]
        else { return [] }
        var speller = Speller()
        return plan.plan.models.compactMap { model in
            guard let kind = model.kind, let name = model.options.text(kind.value), !known.contains(name),
                plan.language.modelSources.contains(where: { $0.isRecorded && $0.kind.name == kind.value })
            else { return nil }
            return Diagnostic(
                .unknownReference,
                "no row of the log is of the model `\(name)`",
                at: .init(kind.span),
                help: speller.help(for: name, among: known.sorted(), "the models are")
            )
        }
    }

    private static func labelColumns(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let labels = plan.plan.labels else { return [] }
        let own = missing(from: labels.from, labels.join, labels.weight, plan.facts.labels, "the labels have")
        return own
            + labels.sources.flatMap { source in
                let facts = plan.facts.labelSources[source.name.value]
                return missing(
                    from: source.from,
                    source.join,
                    source.weight,
                    facts,
                    "the labels `\(source.name.value)` have"
                )
            }
    }

    private static func missing(
        from: Located<String>?,
        _ join: LabelJoin,
        _ weight: Located<String>?,
        _ facts: PlanFacts.Log?,
        _ subject: String
    ) -> [Diagnostic] {
        guard let from, let facts, facts.hasAllColumns else { return [] }
        let wanted = ["label", join.rawValue] + (weight.map { [$0.value] } ?? [])
        return wanted.filter { !facts.columns.contains($0) }.map { column in
            Diagnostic(
                .unknownReference,
                "\(subject) no column `\(column)`",
                at: .init(from.span),
                notes: ["the columns are \(facts.columns.quotedList)"]
            )
        }
    }

    /// An attribute compared with a value that no row has decides nothing.
    private static func values(_ plan: AnalyzedPlan, _ facts: PlanFacts.Log) -> [Diagnostic] {
        var speller = Speller()
        return plan.stages.flatMap { stage -> [Diagnostic] in
            guard let place = stage.plan.audience?.attributes?.span, let attributes = stage.attributes else {
                return []
            }
            return attributes.texts.compactMap { attribute, value in
                guard let known = facts.values[attribute], !known.contains(value) else { return nil }
                return Diagnostic(
                    .unknownSegment,
                    "no row of the log has the `\(attribute)` `\(value)`",
                    at: .init(place),
                    help: speller.help(for: value, among: known.sorted(), "it has")
                )
            }
        }
    }
}

extension AttributeCondition {
    /// The texts that attributes are compared with.
    fileprivate var texts: [(attribute: String, value: String)] {
        switch self {
        case .comparison(let attribute, _, .text(let text)): [(attribute, text)]
        case .comparison: []
        case .not(let condition): condition.texts
        case .atLeast(_, let conditions): conditions.flatMap(\.texts)
        }
    }
}
