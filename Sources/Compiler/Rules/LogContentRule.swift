import Diagnostics
import Plan

/// What a plan says of its log is in the log, where that is there: its columns, the models, and the values of attributes.
enum LogContentRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let log = plan.plan.traffic?.log, let facts = plan.facts.log else { return [] }
        return columns(log, facts) + models(plan, log, facts) + labelColumns(plan) + windows(plan, log, facts)
            + values(plan, facts) + counted(plan, log, facts)
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
        let named = plan.plan.models.compactMap { model in model.kind.flatMap { model.options.text($0.value) } }
        return plan.plan.models.compactMap { model in
            guard let kind = model.kind, let name = model.options.text(kind.value), !known.contains(name),
                plan.language.modelSources.contains(where: { $0.isRecorded && $0.kind.name == kind.value })
            else { return nil }
            return Diagnostic(
                .unknownReference,
                "no row of the log is of the model `\(name)`",
                at: .init(kind.span),
                help: speller.help(
                    for: name,
                    among: known.subtracting(named).sorted(),
                    "the models are",
                    listing: known.sorted()
                )
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

    // MARK: Windows

    /// A window has rows, and a file the column that is compared.
    private static func windows(_ plan: AnalyzedPlan, _ log: LogPlan, _ facts: PlanFacts.Log) -> [Diagnostic] {
        log.windows.flatMap { window -> [Diagnostic] in
            let name = window.name.value
            if let from = window.from, let to = window.to, let times = facts.times, from.value < to.value,
                to.value <= times.lowerBound || from.value > times.upperBound
            {
                return [
                    Diagnostic(
                        .emptyWindow,
                        "no row of the log is in the window `\(name)`",
                        at: .init(from.span.union(to.span)),
                        notes: ["the log has rows from \(times.lowerBound.text) to \(times.upperBound.text)"]
                    )
                ]
            }
            guard let file = plan.facts.windows[name], file.hasAllColumns else { return [] }
            return plan.plan.metrics.compactMap { metric in
                guard metric.options.text("against") == name, let column = metric.text("of") else { return nil }
                guard file.columns.contains(column.value) else {
                    return Diagnostic(
                        .unknownReference,
                        "the file of the window `\(name)` has no column `\(column.value)`",
                        at: .init(column.span),
                        notes: ["the columns are \(file.columns.quotedList)"]
                    )
                }
                return lack(of: column, in: file, window, metric, plan)
            }
        }
    }

    /// Rows with a value of the column, as many as the metric needs.
    private static func lack(
        of column: Located<String>,
        in file: PlanFacts.Log,
        _ window: LogPlan.Window,
        _ metric: MetricPlan,
        _ plan: AnalyzedPlan
    ) -> Diagnostic? {
        guard let count = file.counts[column.value], let name = metric.kind?.value,
            let kind = plan.language.metricKinds.first(where: { $0.kind.name == name }), count < kind.leastReference
        else { return nil }
        let (rows, path) = (count == 1 ? "one row" : "\(count) rows", window.file?.value ?? "")
        return Diagnostic(
            .emptyWindow,
            count == 0
                ? "no row of the window `\(window.name.value)` has a `\(column.value)`"
                : "`\(name)` needs \(kind.leastReference) rows with a `\(column.value)`, and the window `\(window.name.value)` has \(rows)",
            at: .init(column.span),
            secondary: window.file.map { [.init($0.span, "the rows of `\(path)`")] } ?? []
        )
    }

    // MARK: Values

    /// A metric that counts the rows with a value that no row has counts none.
    private static func counted(_ plan: AnalyzedPlan, _ log: LogPlan, _ facts: PlanFacts.Log) -> [Diagnostic] {
        var speller = Speller()
        return plan.plan.metrics.compactMap { metric in
            guard let column = metric.options.text("of"), let value = metric.text("is") else { return nil }
            let content = log.columns?.first { $0.name.value == column }?.content?.value
            // Kinds of errors are there when something goes wrong.
            guard content != .role(.error) else { return nil }
            let isOfClasses =
                content == .role(.prediction) || content == .role(.label)
                || column == "label" && content == nil && plan.plan.labels?.from != nil
                || plan.plan.labels?.sources.contains { $0.name.value == column } == true
            guard let known = isOfClasses ? plan.trafficClasses : facts.values[column]?.sorted(),
                !known.contains(value.value)
            else { return nil }
            return Diagnostic(
                isOfClasses ? .unknownClass : .unknownSegment,
                isOfClasses
                    ? "the data have no class `\(value.value)`"
                    : "no row of the log has the `\(column)` `\(value.value)`",
                at: .init(value.span),
                help: speller.help(for: value.value, among: known, isOfClasses ? "the classes are" : "it has")
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
