import Diagnostics
import Plan
import PlanSyntax

/// `parameters:`: what a plan's variables stand for.
enum ParameterSection {
    static let type = Key<Located<ParameterType>>.word(
        "type",
        ParameterType.self,
        required: true,
        "What its values may be."
    )
    static let defaultValue = Key<SyntaxNode>(
        "default",
        .text,
        "The value where none is given, written as its type is anywhere else; a secret has none."
    ) { node, _ in node }
    static let secret = Key<Bool>.boolean(
        "secret",
        default: false,
        "Whether its value is kept out of everything that is written or shown; such a parameter is a `text` or a `url`."
    )
    static let description = Key<Located<String>>.text("description", "What it is for, for people.")
    static let choices = Key<[Located<String>]>(
        "choices",
        .list(of: .text, atLeast: 1),
        "The values it may have; any of its type unless stated."
    ) { node, lowering in
        lowering.list(node, "`choices` is a list of values", atLeast: 1) { $1.text($0, "a value") }
    }
    static let shape = RecordShape(
        "a parameter",
        "What a variable stands for.",
        [type.field, defaultValue.field, secret.field, description.field, choices.field]
    )
    static let field = FieldShape(
        "parameters",
        .dictionary(of: .record(shape), naming: "parameter", wellKnown: []),
        "The parameters, by name: what `${NAME}` stands for in any value of the plan."
    )

    /// The parameters that a document declares; those that cannot be read are declared all the same.
    static func declarations(in root: SyntaxNode, _ lowering: inout Lowering) -> [ParameterDeclaration] {
        guard let node = root.entries.first(where: { $0.key.text == field.key })?.value, !lowering.isNull(node) else {
            return []
        }
        return lowering.dictionary(node, "`parameters` is a mapping of parameters by name") { name, node, lowering in
            declaration(name, node, in: &lowering)
        } ?? []
    }

    private static func declaration(
        _ name: Located<String>,
        _ node: SyntaxNode,
        in lowering: inout Lowering
    ) -> ParameterDeclaration {
        if name.value.utf8.contains(UInt8(ascii: "-")) {
            lowering.report(
                .badName,
                "a parameter's name has letters, digits and `_` only",
                at: name.span,
                help: ["write `\(name.value.replacing("-", with: "_"))`"]
            )
        }
        guard let record = Record(node, shape, in: &lowering) else {
            return ParameterDeclaration(name: name, type: nil, isSecret: false, defaultValue: nil, choices: nil)
        }
        let type = record.read(type, &lowering)
        let isSecret = record.read(secret, &lowering) ?? false
        let value = record.read(defaultValue, &lowering)
        _ = record.read(description, &lowering)
        let choices = record.read(choices, &lowering)
        let hasVariables = value.map { VariableScanner.mentionsVariable($0.text) } ?? false
        if let value, hasVariables {
            lowering.report(
                .misplacedVariable,
                "a default cannot have variables in it",
                at: value.span,
                help: ["write the value out"]
            )
        }
        if isSecret { check(type, value, name, in: &lowering) }
        return ParameterDeclaration(
            name: name,
            // Such a default is of no type, and that it fits none is no second mistake.
            type: hasVariables ? nil : type?.value,
            isSecret: isSecret,
            defaultValue: isSecret ? nil : value,
            choices: choices.map { $0.map(\.value) }
        )
    }

    /// What is particular to secrets.
    private static func check(
        _ type: Located<ParameterType>?,
        _ value: SyntaxNode?,
        _ name: Located<String>,
        in lowering: inout Lowering
    ) {
        if let type, type.value != .text, type.value != .url {
            lowering.report(
                .misplacedSecret,
                "a secret is of type `text` or `url`, not `\(type.value.rawValue)`",
                at: type.span
            )
        }
        if let value {
            lowering.report(
                .exposedSecret,
                "the secret `\(name.value)` has a default, which everyone can read who has the plan",
                at: value.span,
                help: ["remove the default; \(ParameterHelp.secret(name.value))"]
            )
        }
    }
}
