package import Diagnostics
package import Plan
package import PlanSyntax

/// Turns a scenario's tree into a scenario.
package enum ScenarioCompiler {
    /// The scenario, or nil where the diagnostics contain errors.
    /// - Parameters:
    ///   - features: The columns that can be shifted, or nil where they are not known.
    ///   - types: The types of the metrics that the program reads, by their text; nil where nobody states any.
    ///   - program: What the scenario is to try out.
    package static func compile(
        _ tree: SyntaxTree,
        features: [String]?,
        types: [String: ValueType]? = nil,
        for program: Program
    ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
        let language = Language(models: [], metrics: [], notifiers: [])
        var lowering = Lowering(language: language, allowsOutsidePaths: true)
        let scenario = ScenarioSection.lower(tree.root, in: &lowering)
        if let scenario, let features {
            for shift in scenario.degradations.flatMap(\.shifts) where !features.contains(shift.feature) {
                let help = Suggestion.help(for: shift.feature, among: features)
                lowering.report(
                    .unknownReference,
                    "the data have no column `\(shift.feature)` to shift",
                    at: span(ofKey: shift.feature, in: tree.root) ?? tree.root.span,
                    help: help.isEmpty ? ["the columns are " + features.prefix(12).joined(separator: ", ")] : help
                )
            }
        }
        if let models = scenario?.models, let types {
            for finding in PlanTestCompiler.check(models, against: program, types: types) { lowering.report(finding) }
        }
        if let scenario, !lowering.diagnostics.containsErrors {
            ScenarioEffect(scenario: scenario, program: program).check(tree.root, &lowering)
        }
        return (lowering.diagnostics.containsErrors ? nil : scenario, lowering.diagnostics)
    }

    /// Where a shifted feature is named.
    private static func span(ofKey key: String, in root: SyntaxNode) -> SourceSpan? {
        let degradations = root.entries.first { $0.key.text == ScenarioSection.degrade.name }?.value
        for element in degradations?.elements ?? root.elements {
            let shifts = element.entries.first { $0.key.text == DegradationSection.shift.name }?.value
            if let entry = shifts?.entries.first(where: { $0.key.text == key }) { return entry.key.span }
        }
        return nil
    }
}
