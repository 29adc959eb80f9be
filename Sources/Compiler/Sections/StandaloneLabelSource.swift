package import Diagnostics
package import Plan
package import PlanSyntax

/// A source of labels that is declared outside any plan, as under `labels.sources`, for a log whose columns have any names and whose rows
/// are as old as they will be.
package struct StandaloneLabelSource: Sendable {
    package let name: String
    /// A file of JSON lines or CSV.
    package let from: String
    /// The column of both by which its labels are joined to rows.
    package let join: String
    package let missing: MissingLabelPolicy
    /// The column of the file with how many rows each labelled one stands for.
    package let weight: String?

    private static let join = Key<Located<String>>.text(
        "join",
        "The column of both by which labels are joined to rows: `request` unless stated."
    )
    private static let shape = RecordShape(
        "a source of labels",
        LabelsSection.sourceShape.summary,
        [LabelsSection.ownFrom.field, join.field, LabelsSection.missing.field, LabelsSection.weight.field]
    )

    /// Reads mappings of sources by name; nil where the diagnostics contain errors.
    package static func read(_ trees: [SyntaxTree]) -> (sources: [StandaloneLabelSource]?, diagnostics: [Diagnostic]) {
        let language = Language(models: [], metrics: [], metricKinds: [], notifiers: [])
        var lowering = Lowering(language: language, allowsOutsidePaths: true)
        var names: [String: Located<String>] = [:]
        var diagnostics: [Diagnostic] = []
        var found: [StandaloneLabelSource] = []
        for tree in trees {
            let sources = lowering.dictionary(tree.root, "sources of labels are a mapping by name") {
                name,
                node,
                lowering in
                read(name, node, &lowering).map { (name, $0) }
            }
            for (name, source) in sources ?? [] {
                if let known = names.updateValue(name, forKey: name.value), known.span.file != name.span.file {
                    diagnostics.append(.duplicate("source of labels", name, after: known))
                }
                found.append(source)
            }
        }
        diagnostics = lowering.diagnostics + diagnostics
        return (diagnostics.containsErrors ? nil : found, diagnostics)
    }

    private static func read(_ name: Located<String>, _ node: SyntaxNode, _ lowering: inout Lowering)
        -> StandaloneLabelSource?
    {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let from = record.read(LabelsSection.ownFrom, &lowering)
        let join = record.read(Self.join, &lowering)
        let missing = record.read(LabelsSection.missing, &lowering)
        let weight = record.read(LabelsSection.weight, &lowering)
        return from.map {
            StandaloneLabelSource(
                name: name.value,
                from: $0.value,
                join: join?.value ?? "request",
                missing: missing?.value ?? .exclude,
                weight: weight?.value
            )
        }
    }
}
