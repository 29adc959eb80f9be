import Plan
import PlanSyntax

/// One key of a mapping: its row in the table that the schema and the reference are made from, and how its value is read.
///
/// Shape and reader stand together so that they cannot disagree. Long plans read the same keys many times, and are handed a
/// reference each time.
final class Key<Value: Sendable>: Sendable {
    let field: FieldShape
    /// Reads the value; nil where it is unusable, which a diagnostic then says.
    let read: @Sendable (SyntaxNode, inout Lowering) -> Value?

    init(
        _ key: String,
        _ shape: ValueShape,
        required: Bool = false,
        default defaultText: String? = nil,
        _ summary: String,
        read: @escaping @Sendable (SyntaxNode, inout Lowering) -> Value?
    ) {
        self.field = FieldShape(key, shape, required: required, default: defaultText, summary)
        self.read = read
    }

    var name: String { field.key }
}
