import Diagnostics
import PlanSyntax

extension Lowering {
    /// A program with its arguments. A program with a `/` in it is a path like any other of the plan, and a bare name is
    /// looked up where the system looks for programs.
    mutating func command(_ node: SyntaxNode) -> [String]? {
        guard node.kind != .scalar || isNull(node) else {
            let words = node.text.split(separator: " ")
            report(
                Diagnostic(
                    .wrongKind,
                    "a command is a list of a program and its arguments, not a single value",
                    at: .init(node.span),
                    notes: ["no shell reads it, so nothing would split it into words"],
                    help: ["write `[\(words.joined(separator: ", "))]`"]
                )
            )
            return nil
        }
        guard
            let words = list(
                node,
                "a command is a list of a program and its arguments",
                atLeast: 1,
                { $1.scalar($0, "a word of the command") }
            ),
            words.count == node.elements.count, let program = node.elements.first
        else { return nil }
        guard !program.text.isEmpty else {
            report(.namelessCommand, "the command names no program", at: program.span)
            return nil
        }
        if program.text.utf8.contains(UInt8(ascii: "/")), path(program) == nil { return nil }
        return words
    }
}
