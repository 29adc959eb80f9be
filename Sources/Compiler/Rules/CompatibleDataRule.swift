import Diagnostics
import Plan

/// Models answer rows like those they were trained on: the same columns in the same order, and the same classes.
enum CompatibleDataRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard
            let model = ModelRole.allCases.reversed().compactMap(plan.plan.model).first(where: { $0.training != nil }),
            let training = model.training, let known = plan.facts.datasets[training.data.value]
        else { return [] }
        let others = [plan.plan.model(.baseline)?.training, plan.plan.traffic?.replay?.rows, plan.plan.risk?.on]
        var diagnostics: [Diagnostic] = []
        var places: [String: Int] = [:]
        for other in others.compactMap({ $0?.data }) {
            guard let facts = plan.facts.datasets[other.value],
                facts.features != known.features || facts.classes != known.classes
            else { continue }
            if let place = places[other.value] {
                diagnostics[place].secondary.append(.init(other.span, "and here"))
                continue
            }
            places[other.value] = diagnostics.count
            let isAboutColumns = facts.features != known.features
            diagnostics.append(
                Diagnostic(
                    .incompatibleData,
                    "`\(other.value)` and `\(training.data.value)` have different "
                        + (isAboutColumns ? "columns" : "classes"),
                    at: .init(other.span),
                    secondary: [.init(training.data.span, "the \(model.role.value.rawValue) learns from these rows")],
                    notes: isAboutColumns
                        ? notes(other.value, facts.features, training.data.value, known.features)
                        : notes(other.value, facts.classes, training.data.value, known.classes)
                )
            )
        }
        return diagnostics
    }

    /// What the one has and the other has not; the order, where they have the same.
    private static func notes(
        _ name: String,
        _ words: [String],
        _ otherName: String,
        _ otherWords: [String]
    ) -> [String] {
        let (set, otherSet) = (Set(words), Set(otherWords))
        let (extra, missing) = (words.filter { !otherSet.contains($0) }, otherWords.filter { !set.contains($0) })
        if extra.isEmpty, missing.isEmpty { return ["they are the same, in another order"] }
        return (extra.isEmpty ? [] : ["only `\(name)` has \(extra.quotedList)"])
            + (missing.isEmpty ? [] : ["only `\(otherName)` has \(missing.quotedList)"])
    }
}
