import Diagnostics
import Plan
import PlanSyntax

/// Gives each declared parameter its value, and reports values that are not of its type or nobody asked for.
struct ParameterResolver {
    let declarations: [ParameterDeclaration]
    let given: GivenValues

    /// The parameters by their names.
    func resolve(in lowering: inout Lowering) -> [String: ResolvedParameter] {
        reportUndeclared(in: &lowering)
        var first: [String: GivenValue] = [:]
        for value in given.values where first[value.name.text] == nil { first[value.name.text] = value }
        var parameters: [String: ResolvedParameter] = [:]
        for declaration in declarations {
            let name = declaration.name.value
            if let known = parameters[name]?.declaration.name {
                // Of two in one file the reader has told already.
                if known.span.file != declaration.name.span.file {
                    lowering.report(.duplicate("parameter", declaration.name, after: known))
                }
                continue
            }
            parameters[name] =
                declaration.isSecret
                ? secret(declaration, first[name], in: &lowering)
                : parameter(declaration, first[name], in: &lowering)
        }
        return parameters
    }

    private func reportUndeclared(in lowering: inout Lowering) {
        let known = declarations.map(\.name.value)
        for value in given.values where !known.contains(value.name.text) {
            // A run's record is compared as a whole, by the program's digest; the environment is looked up by the names.
            if value.source == .recorded || value.source == .environment { continue }
            lowering.report(
                .undeclaredValue,
                "the plan declares no parameter `\(value.name.text)`",
                at: value.name.span,
                help: known.isEmpty
                    ? ["it declares none"]
                    : lowering.speller.help(for: value.name.text, among: known, "its parameters are")
            )
        }
    }

    // MARK: Values

    private func parameter(
        _ declaration: ParameterDeclaration,
        _ given: GivenValue?,
        in lowering: inout Lowering
    ) -> ResolvedParameter {
        let name = declaration.name.value
        var fallback: ResolvedParameter.Value?
        // The default is checked also where it is not used: a plan is right or wrong whatever is set.
        if let node = declaration.defaultValue {
            let label = Diagnostic.Label(node.span, "the default of `\(name)`")
            fallback = value(node, of: declaration, label, in: &lowering) ?? ResolvedParameter.Value.none
        }
        guard let given else {
            return ResolvedParameter(declaration: declaration, value: fallback ?? .none, isUnset: fallback == nil)
        }
        let label = Diagnostic.Label(given.value.span, given.source.label(name))
        let value = value(given.value, of: declaration, label, in: &lowering)
        if let problem = ClearSecret.problem(with: given.value.text) {
            lowering.report(ClearSecret.diagnostic(problem, at: given.value.span))
        }
        return ResolvedParameter(declaration: declaration, value: value ?? .none, isUnset: false)
    }

    /// The value, or nil where it is not of the type; what is reported then says where the parameter is declared.
    private func value(
        _ node: SyntaxNode,
        of declaration: ParameterDeclaration,
        _ origin: Diagnostic.Label,
        in lowering: inout Lowering
    ) -> ResolvedParameter.Value? {
        // What looks like a secret must not get into messages either; where it stands in the plan it is found there.
        guard let type = declaration.type, ClearSecret.problem(with: node.text) == nil else { return nil }
        var attempt = lowering.fresh()
        var text = type.read(node, in: &attempt)
        if let value = text, let choices = declaration.choices, !choices.contains(value) {
            attempt.report(
                .unknownWord,
                "\(Lowering.shown(node)) is not a value that `\(declaration.name.value)` may have",
                at: node.span,
                help: attempt.speller.help(for: value, among: choices, "it is one of")
            )
            text = nil
        }
        let words = "`\(declaration.name.value)` is declared here with the type `\(type.rawValue)`"
        for var diagnostic in attempt.diagnostics {
            diagnostic.secondary.append(.init(declaration.name.span, words))
            lowering.report(diagnostic)
        }
        return text.map { .text($0, origin: origin) }
    }

    // MARK: Secrets

    /// Everything about a secret is said at its declaration, as the place of its value must not be shown.
    private func secret(
        _ declaration: ParameterDeclaration,
        _ exposed: GivenValue?,
        in lowering: inout Lowering
    ) -> ResolvedParameter {
        let name = declaration.name
        switch exposed?.source {
        case .setting?:
            lowering.report(
                .exposedSecret,
                "the secret `\(name.value)` is given with `--set`, where other processes and the shell's history see it",
                at: name.span,
                help: [ParameterHelp.secret(name.value)]
            )
        case .file(let file)?:
            lowering.report(
                .exposedSecret,
                "the secret `\(name.value)` stands in `\(file)`, a file of values that are shown and recorded",
                at: name.span,
                help: [ParameterHelp.secret(name.value)]
            )
        case .recorded?, .environment?, nil: break
        }
        let value = given.secrets[name.value]
        if let value, let problem = problem(with: value, of: declaration) {
            lowering.report(
                .badSecret,
                "the value of the secret `\(name.value)` \(problem)",
                at: name.span,
                notes: ["the value is not shown"]
            )
        }
        return ResolvedParameter(declaration: declaration, value: .secret, isUnset: value == nil)
    }

    private func problem(with value: String, of declaration: ParameterDeclaration) -> String? {
        if value.isEmpty { return "is empty" }
        if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has line breaks or control characters" }
        if declaration.type == .url, !PlanURL.isWellFormed(value, allowsUser: true) { return "is not a URL" }
        if let choices = declaration.choices, !choices.contains(value) { return "is none of its `choices`" }
        return nil
    }
}
