package import Diagnostics
package import Plan
package import PlanSyntax

/// Reads a recipe that stands outside any plan: a mapping from one kind of model to its options, as under `models`.
package enum RecipeCompiler {
    /// A kind with all its options, the defaults too.
    package struct Recipe: Sendable {
        package let kind: String
        package let options: OptionValues
    }

    /// The recipe, or nil where the diagnostics contain errors.
    package static func compile(
        _ tree: SyntaxTree,
        language: Language
    ) -> (recipe: Recipe?, diagnostics: [Diagnostic]) {
        var lowering = Lowering(language: language, allowsOutsidePaths: true)
        let chooser = KindChooser(what: "a model", kinds: language.models.map(\.name))
        let recipe = chooser.kind(of: tree.root, at: tree.root.span, in: &lowering).flatMap { kind -> Recipe? in
            guard let descriptor = language.models.first(where: { $0.name == kind.name }) else { return nil }
            let options = RecordShape("`\(kind.name)`", descriptor.summary, descriptor.options)
            let field = FieldShape(kind.name, .record(options), required: true, descriptor.summary)
            let shape = RecordShape("a model of kind `\(kind.name)`", descriptor.summary, [field])
            guard let record = Record(tree.root, shape, known: (kind.key.text, kind.name), in: &lowering),
                let node = record.value(of: field, in: &lowering),
                let stated = OptionReader.read(node, as: options, in: &lowering)
            else { return nil }
            return Recipe(
                kind: kind.name,
                options: OptionValues.defaults(of: descriptor.options).merging(stated)
            )
        }
        return (lowering.diagnostics.containsErrors ? nil : recipe, lowering.diagnostics)
    }
}
