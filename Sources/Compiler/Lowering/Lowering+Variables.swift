import Diagnostics
import Plan
import PlanSyntax

// What may stand in the place of a variable, beyond what the type of a field says.

extension Lowering {
    /// Whether every variable of the scalar has a value that may be shown; reports where one is a secret. One without a
    /// value has been reported.
    mutating func isReadable(_ node: SyntaxNode) -> Bool {
        guard node.isExpanded, let expansion = node.expansion else { return true }
        for piece in expansion.pieces {
            guard let variable = piece.variable else { continue }
            switch parameters[variable]?.value {
            case .text?: continue
            case nil, ResolvedParameter.Value.none?: return false
            case .secret?:
                report(
                    Diagnostic(
                        .misplacedSecret,
                        "the secret `\(variable)` cannot stand here",
                        at: .init(node.span(ofContent: piece.content)),
                        secondary: declaration(variable).map { [.init($0, "declared a secret here")] } ?? [],
                        notes: ["secrets are kept out of whatever is shown, recorded or decided by"],
                        help: ["use it in a text or URL option of something that reaches outside, or declare no secret"]
                    )
                )
                return false
            }
        }
        return true
    }

    /// A text or URL option: the one kind of field that takes secrets.
    mutating func option(_ node: SyntaxNode, _ shape: ValueShape) -> OptionValues.Value? {
        guard let text = secretText(node) else {
            return (shape == .url ? url(node) : text(node)).map { .text($0.value) }
        }
        guard shape == .url, text.parts.count > 1 else { return .secret(text) }
        // With the secrets in it the text is not known, and with a word in their place it must be a URL already.
        let example = text.parts.map { part in
            switch part {
            case .text(let text): text
            case .secret: "secret"
            }
        }.joined()
        let isStart = if case .secret = text.parts[0] { true } else { false }
        guard isStart || PlanURL.isWellFormed(example, allowsUser: true) else {
            report(
                .wrongType,
                "\(Self.shown(node)) is not a URL",
                at: node.span,
                help: ["write a URL as `https://host/path`"]
            )
            return nil
        }
        return .secret(text)
    }

    /// A text of a mapping of options, with or without secrets in it.
    mutating func secretOrText(_ node: SyntaxNode) -> SecretText? {
        secretText(node) ?? text(node).map { SecretText([.text($0.value)]) }
    }

    /// The text with its secrets as names, or nil where it has none or cannot be read.
    private func secretText(_ node: SyntaxNode) -> SecretText? {
        guard node.kind == .scalar, let expansion = node.expansion else { return nil }
        let bytes = Array(expansion.text.utf8)
        var parts: [SecretText.Part] = []
        var hasSecret = false
        for piece in expansion.pieces {
            let text = String(decoding: bytes[piece.content], as: UTF8.self)
            guard let variable = piece.variable else {
                parts.append(.text(text))
                continue
            }
            switch parameters[variable]?.value {
            case .text?: parts.append(.text(text))
            case .secret?:
                hasSecret = true
                parts.append(.secret(variable))
            case nil, ResolvedParameter.Value.none?: return nil
            }
        }
        return hasSecret ? SecretText(parts.joiningTexts) : nil
    }

    /// Whether each variable of a condition stands for one quantity and nothing is joined to it; reports where not.
    mutating func standAlone(_ node: SyntaxNode) -> Bool {
        guard node.isExpanded, let expansion = node.expansion else { return true }
        let places = expansion.pieces.filter { $0.variable != nil }
        for piece in places {
            guard let name = piece.variable, let type = parameters[name]?.declaration.type, !type.isQuantity else {
                continue
            }
            report(
                Diagnostic(
                    .variableInCondition,
                    "`\(name)` is a parameter of type `\(type.rawValue)`, and a condition takes numbers and quantities",
                    at: .init(node.span(ofContent: piece.content)),
                    secondary: declaration(name).map { [.init($0, "declared here")] } ?? [],
                    help: ["declare it with the type `fraction`, `number`, `integer`, `duration` or `rate`"]
                )
            )
            return false
        }
        // Where the text cannot be cut into tokens, the parser says why.
        let bytes = Array(expansion.text.utf8)
        guard let tokens = try? ConditionLexer.tokens(bytes, .conditionSyntax, span: node.contentSpans())
        else {
            return true
        }
        let quantities = Set(tokens.filter(\.isQuantity).map(\.range))
        for piece in places where !quantities.contains(piece.content) {
            let value = String(decoding: bytes[piece.content], as: UTF8.self)
            report(
                .variableInCondition,
                "`${\(piece.variable ?? "")}`, which is `\(value)`, does not stand for one quantity here",
                at: node.span(ofContent: piece.content),
                help: ["a variable in a condition is a whole number or quantity, not a part of one, and not negative"]
            )
            return false
        }
        return true
    }

    private func declaration(_ name: String) -> SourceSpan? { parameters[name]?.declaration.name.span }
}

extension SyntaxNode {
    /// The parts of its text that stand in the place of variables.
    var variableRanges: [Range<Int>] {
        expansion?.pieces.filter { $0.variable != nil && !$0.content.isEmpty }.map(\.content) ?? []
    }
}

extension ConditionToken {
    fileprivate var isQuantity: Bool {
        switch kind {
        case .number, .integer, .percent, .duration, .rate: true
        case .name, .text, .sign, .end: false
        }
    }
}

extension [SecretText.Part] {
    /// Neighbouring texts as one, and none that is empty: the same text is the same parts.
    fileprivate var joiningTexts: [SecretText.Part] {
        reduce(into: []) { parts, part in
            switch (parts.last, part) {
            case (_, .text("")): break
            case (.text(let first)?, .text(let second)):
                parts[parts.count - 1] = .text(first + second)
            default: parts.append(part)
            }
        }
    }
}
