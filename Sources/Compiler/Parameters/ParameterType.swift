import Plan
import PlanSyntax

/// What a parameter's values may be.
enum ParameterType: String, CaseIterable, Sendable {
    case text, name, path, url, integer, number, fraction, duration, rate, boolean

    /// Whether a value is text whatever it looks like: `5` is a text too.
    var isText: Bool {
        switch self {
        case .text, .name, .path, .url: true
        case .integer, .number, .fraction, .duration, .rate, .boolean: false
        }
    }

    /// Whether a value is one quantity of a condition.
    var isQuantity: Bool {
        switch self {
        case .integer, .number, .fraction, .duration, .rate: true
        case .text, .name, .path, .url, .boolean: false
        }
    }

    /// Reads a value as its author wrote it, by the reader that fields of the type have; nil where that has reported it.
    func read(_ node: SyntaxNode, in lowering: inout Lowering) -> String? {
        let isReadable =
            switch self {
            case .text: lowering.text(node) != nil
            case .name: lowering.name(node) != nil
            case .path: lowering.path(node) != nil
            case .url: lowering.url(node) != nil
            case .integer: lowering.integer(node, in: Int.min...Int.max) != nil
            case .number: lowering.number(node) != nil
            case .fraction: lowering.fraction(node) != nil
            case .duration: lowering.duration(node) != nil
            case .rate: lowering.rate(node) != nil
            case .boolean: lowering.boolean(node) != nil
            }
        return isReadable ? node.text : nil
    }
}
