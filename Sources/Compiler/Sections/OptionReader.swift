import Diagnostics
import Plan
import PlanSyntax

/// Reads the options of a kind of model or notifier against its descriptor.
enum OptionReader {
    static func read(_ node: SyntaxNode, as shape: RecordShape, in lowering: inout Lowering) -> OptionValues? {
        Record(node, shape, in: &lowering).map { read($0, shape.fields, in: &lowering) }
    }

    static func read(_ record: Record, _ options: [FieldShape], in lowering: inout Lowering) -> OptionValues {
        var values: [String: OptionValues.Value] = [:]
        for option in options {
            guard let node = record.value(of: option, in: &lowering) else { continue }
            values[option.key] = value(node, option.shape, in: &lowering)
        }
        return OptionValues(values)
    }

    /// The value of one option. Options are single values and lists of text: a descriptor that asks for anything else gets
    /// text.
    private static func value(
        _ node: SyntaxNode,
        _ shape: ValueShape,
        in lowering: inout Lowering
    ) -> OptionValues.Value? {
        switch shape {
        case .boolean: lowering.boolean(node).map { .boolean($0) }
        case .integer(let range): lowering.integer(node, in: range).map { .integer($0.value) }
        case .number(let range): lowering.number(node, in: range).map { .number($0) }
        case .fraction: lowering.fraction(node).map { .number($0.value.value) }
        case .duration: lowering.duration(node).map { .text($0.value.planText) }
        case .rate: lowering.rate(node).map { .text($0.value.planText) }
        case .text, .url: lowering.option(node, shape)
        case .template(let names): lowering.template(node, names)
        case .query(let dialect, let names): lowering.query(node, dialect, names).map { .text($0) }
        case .pointer: lowering.pointer(node).map { .text($0) }
        case .database: lowering.database(node)
        case .secret: lowering.secret(node)
        case .written(let name, let pattern): lowering.written(node, as: name, pattern).map { .text($0) }
        case .path: lowering.path(node).map { .text($0.value) }
        case .command: lowering.command(node).map { .list($0) }
        case .name: lowering.name(node).map { .text($0.value) }
        case .choice(let words): lowering.choice(node, among: words).map { .text($0.value) }
        case .anyOf(let shapes): anyOf(node, shapes, in: &lowering)
        case .list(of: .text, let minimum):
            lowering.list(node, "a list of words is needed here", atLeast: minimum) { $1.text($0)?.value }.map {
                .list($0)
            }
        case .dictionary(of: .text, _, _):
            lowering.dictionary(node, "a mapping of texts by name is needed here") { name, node, lowering in
                lowering.secretOrText(node).map { (name.value, $0) }
            }.map { .mapping(Dictionary($0) { first, _ in first }) }
        case .list(of: .written(let name, let pattern), let minimum):
            lowering.list(node, "a list is needed here", atLeast: minimum) { $1.written($0, as: name, pattern) }.map {
                .list($0)
            }
        case .condition, .message, .moment, .reference, .list, .record, .dictionary, .readings, .oneOf:
            lowering.text(node).map { .text($0.value) }
        }
    }

    /// The first shape that takes the value; where none does, the complaints of the shape that looks meant.
    private static func anyOf(
        _ node: SyntaxNode,
        _ shapes: [ValueShape],
        in lowering: inout Lowering
    ) -> OptionValues.Value? {
        for shape in shapes {
            var attempt = lowering.fresh()
            if let value = value(node, shape, in: &attempt) { return value }
        }
        let isNumber = node.kind == .scalar && [.integer, .float].contains(node.coreType)
        let meant = shapes.first { shape in
            switch shape {
            case .integer, .number, .fraction: isNumber
            default: !isNumber
            }
        }
        return (meant ?? shapes.first).flatMap { value(node, $0, in: &lowering) }
    }
}
