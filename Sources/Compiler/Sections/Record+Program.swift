import Diagnostics
import Plan
import PlanSyntax

extension Record {
    /// The program that one of these options names, with its place.
    func program(
        among options: [FieldShape],
        _ values: OptionValues,
        in lowering: inout Lowering
    ) -> Located<String>? {
        guard let option = options.first(where: { $0.shape == .command }),
            let program = values.list(option.key)?.first,
            let node = value(of: option, in: &lowering)?.elements.first
        else { return nil }
        return Located(program, at: node.span)
    }
}
