package import Diagnostics
package import Plan
package import PlanSyntax

extension Compiler {
    /// The files that a document includes, as they are written in it.
    package func includes(of tree: SyntaxTree) -> [Located<String>] {
        guard tree.root.kind == .mapping else { return [] }
        var lowering = Lowering(language: language, allowsOutsidePaths: options.allowsOutsidePaths)
        let node = tree.root.entries.first { $0.key.text == IncludeSection.key.name }?.value
        return node.flatMap { IncludeSection.key.read($0, &lowering) } ?? []
    }

    /// Whether a document is one for plans to include, and no plan: it has only sections that such a file may have.
    package func isFragment(_ tree: SyntaxTree) -> Bool {
        // Most documents are plans, and what a fragment may have takes longer to put together than to see that.
        tree.root.kind == .mapping && !tree.root.keys.contains { $0.text == PlanSection.name.name }
            && PlanSection(language).isFragment(tree.root)
    }

    /// The parameters that a plan declares, for those who look for their values.
    package func parameters(of document: PlanDocument) -> [DeclaredParameter] {
        var lowering = Lowering(language: language, allowsOutsidePaths: options.allowsOutsidePaths)
        return document.trees.flatMap { ParameterSection.declarations(in: $0.root, &lowering) }.map { declaration in
            DeclaredParameter(
                name: declaration.name.value,
                isSecret: declaration.isSecret,
                isText: declaration.type?.isText ?? true
            )
        }
    }

    /// What the author of the plan said, as far as it can be read, and what could not be.
    package func lower(_ tree: SyntaxTree) -> (plan: ReleasePlan, diagnostics: [Diagnostic]) {
        let lowered = lower(PlanDocument(tree), given: GivenValues())
        return (lowered.plan, lowered.diagnostics)
    }

    /// The same of a plan in several files, with values for its parameters.
    package func lower(_ document: PlanDocument, given: GivenValues) -> LoweredPlan {
        let section = PlanSection(language)
        var lowering = Lowering(
            language: language,
            allowsOutsidePaths: options.allowsOutsidePaths,
            root: section.shape,
            division: options.division
        )
        for tree in document.trees { ClearSecret.check(tree, in: &lowering) }
        let declarations = document.trees.flatMap { ParameterSection.declarations(in: $0.root, &lowering) }
        lowering.parameters = ParameterResolver(declarations: declarations, given: given).resolve(in: &lowering)
        var expander = VariableExpander(lowering.parameters)
        let trees = document.trees.map { expander.expand($0, in: &lowering) }
        let plan = section.lower(trees[0].root, fragments: trees.dropFirst().map(\.root), in: &lowering)
        if plan.isComplete { reportUnused(declarations, used: expander.used, in: &lowering) }
        let origins = expander.origins.sorted
        let secrets = lowering.parameters.values.filter(\.declaration.isSecret)
        return LoweredPlan(
            plan: plan,
            diagnostics: origins.explaining(lowering.diagnostics),
            origins: origins,
            values: lowering.parameters.compactMapValues { parameter in
                if case .text(let text, _) = parameter.value { text } else { nil }
            },
            secrets: Secrets(given.secrets),
            unsetSecrets: secrets.filter { $0.isUnset && expander.used.contains($0.declaration.name.value) }
                .map { unsetSecret($0.declaration.name) }
        )
    }

    private func unsetSecret(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .unsetParameter,
            "the secret `\(name.value)` has no value",
            at: .init(name.span),
            help: [ParameterHelp.secret(name.value)]
        )
    }

    private func reportUnused(_ declarations: [ParameterDeclaration], used: Set<String>, in lowering: inout Lowering) {
        for name in declarations.map(\.name) where !used.contains(name.value) {
            lowering.report(
                .unusedParameter,
                "nothing uses the parameter `\(name.value)`",
                at: name.span,
                help: ["use it as `${\(name.value)}`, or remove it"]
            )
        }
    }
}
