import Diagnostics
import Plan
import PlanSyntax

/// Reads the options of a kind of model or notifier against its descriptor.
enum OptionReader {
    static func read(_ node: SyntaxNode, _ options: [FieldShape], in lowering: inout Lowering) -> OptionValues? {
        let shape = RecordShape("these options", "", options)
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        var values: [String: OptionValues.Value] = [:]
        for option in options {
            guard let node = record.node(option.key) else { continue }
            values[option.key] = value(node, option.shape, in: &lowering)
        }
        return OptionValues(values)
    }

    /// The value of one option; options are single values, so collections have no case here.
    static func value(_ node: SyntaxNode, _ shape: ValueShape, in lowering: inout Lowering) -> OptionValues.Value? {
        switch shape {
        case .boolean: return lowering.boolean(node).map { .boolean($0) }
        case .integer(let range): return lowering.integer(node, in: range).map { .integer($0.value) }
        case .number: return lowering.number(node).map { .number($0) }
        case .path: return lowering.path(node).map { .text($0.value) }
        case .choice(let words): return choice(node, words, in: &lowering).map { .text($0) }
        case .anyOf(let shapes): return anyOf(node, shapes, in: &lowering)
        case .text, .name, .fraction, .duration, .rate, .condition, .message, .reference, .list, .record, .dictionary,
            .oneOf:
            return lowering.text(node).map { .text($0.value) }
        }
    }

    private static func choice(_ node: SyntaxNode, _ words: [String], in lowering: inout Lowering) -> String? {
        guard let text = lowering.text(node) else { return nil }
        guard words.contains(text.value) else {
            let list = "it is one of " + words.map { "`\($0)`" }.joined(separator: ", ")
            let near = Suggestion.help(for: text.value, among: words)
            lowering.report(
                .unknownWord,
                "`\(text.value)` is not a word that can stand here",
                at: text.span,
                help: near.isEmpty ? [list] : near
            )
            return nil
        }
        return text.value
    }

    /// The first shape that takes the value; where none does, the complaints of the shape that looks meant.
    private static func anyOf(
        _ node: SyntaxNode,
        _ shapes: [ValueShape],
        in lowering: inout Lowering
    ) -> OptionValues.Value? {
        for shape in shapes {
            var attempt = Lowering(language: lowering.language, allowsOutsidePaths: lowering.allowsOutsidePaths)
            if let value = value(node, shape, in: &attempt) { return value }
        }
        let isNumber = Double(node.text) != nil
        let meant = shapes.first { shape in
            switch shape {
            case .integer, .number: isNumber
            default: !isNumber
            }
        }
        guard let meant = meant ?? shapes.first else { return nil }
        return value(node, meant, in: &lowering)
    }
}
