import Diagnostics
import Plan
import PlanSyntax

/// Puts the values of variables into the scalars of a plan's trees.
///
/// A value is data: it is never searched for variables, and never read as YAML. Secrets stay names.
struct VariableExpander {
    let parameters: [String: ResolvedParameter]
    private(set) var origins = ValueOrigins()
    private(set) var used: Set<String> = []

    init(_ parameters: [String: ResolvedParameter]) { self.parameters = parameters }

    /// The tree with values in the place of variables; what cannot be replaced stays, and is reported.
    mutating func expand(_ tree: SyntaxTree, in lowering: inout Lowering) -> SyntaxTree {
        guard tree.mayHold(UInt8(ascii: "$")) else { return tree }
        // There the parameters and files are declared that all other places use.
        let declarations = tree.root.entries.filter {
            [ParameterSection.field.key, IncludeSection.key.name].contains($0.key.text)
        }.map(\.value.ids)
        var expansions: [Int: ScalarExpansion] = [:]
        var aliases: [SyntaxNode] = []
        tree.forEachNode { node, isKey in
            guard node.kind == .scalar else { return }
            if node.isAlias {
                aliases.append(node)
            } else if let parts = VariableScanner.parts(of: node.utf8) {
                if isKey {
                    reportKey(node, in: &lowering)
                } else if !declarations.contains(where: { $0.contains(node.id) }) {
                    expansions[node.id] = expansion(of: node, parts, in: &lowering)
                }
            }
        }
        for alias in aliases {
            if let expansion = expansions[alias.content] { note(expansion.variables, at: alias.span) }
        }
        return tree.expanding(expansions)
    }

    private func reportKey(_ key: SyntaxNode, in lowering: inout Lowering) {
        lowering.report(
            .misplacedVariable,
            "a key cannot have variables in it",
            at: key.span,
            help: ["write the key out"]
        )
    }

    private mutating func expansion(
        of node: SyntaxNode,
        _ parts: [VariableScanner.Part],
        in lowering: inout Lowering
    ) -> ScalarExpansion {
        let bytes = Array(node.text.utf8)
        var text = ""
        var pieces: [ScalarExpansion.Piece] = []
        func append(_ content: String, _ written: Range<Int>, _ variable: String?) {
            let start = text.utf8.count
            text += content
            let piece = ScalarExpansion.Piece(content: start..<text.utf8.count, written: written, variable: variable)
            pieces.append(piece)
        }
        var whole: ParameterType?
        let spans = node.contentSpans()
        for part in parts {
            let written = String(decoding: bytes[part.range], as: UTF8.self)
            switch part {
            case .text(let range): append(written, range, nil)
            case .escape(let range): append("${", range, nil)
            case .malformed(let range, let problem, let help):
                lowering.report(.variableSyntax, problem, at: spans(range), help: [help])
                append(written, range, "")
            case .variable(let name, let range):
                let place = spans(range)
                use(name, at: place, in: &lowering)
                guard let parameter = parameters[name], case .text(let value, _) = parameter.value else {
                    append(written, range, name)
                    continue
                }
                append(value, range, name)
                note([name], at: range == 0..<bytes.count ? node.span : place)
                if range == 0..<bytes.count { whole = parameter.declaration.type }
            }
        }
        return ScalarExpansion(text: text, pieces: pieces, isText: whole?.isText ?? true)
    }

    private mutating func use(_ name: String, at place: SourceSpan, in lowering: inout Lowering) {
        let isFirst = used.insert(name).inserted
        guard let parameter = parameters[name] else {
            let known = parameters.keys.sorted()
            let nearest = lowering.speller.nearest(to: name, among: known)
            lowering.report(
                .undeclaredVariable,
                "the plan declares no parameter `\(name)`",
                at: place,
                help: [nearest.map { "did you mean `${\($0)}`?" } ?? ParameterHelp.declaring(name)]
            )
            return
        }
        guard isFirst, parameter.isUnset, case .none = parameter.value else { return }
        lowering.report(
            Diagnostic(
                .unsetParameter,
                "the parameter `\(name)` has no value",
                at: .init(place),
                secondary: [.init(parameter.declaration.name.span, "declared here, without a default")],
                help: [ParameterHelp.value(name)]
            )
        )
    }

    private mutating func note(_ names: [String], at place: SourceSpan) {
        for name in names {
            guard case .text(_, let origin)? = parameters[name]?.value else { continue }
            origins.note(origin, at: place)
        }
    }
}
