import Diagnostics
import Plan
import PlanSyntax

/// `include:`: other files whose sections count as the plan's own.
enum IncludeSection {
    static let key = Key<[Located<String>]>(
        "include",
        .list(of: .path, atLeast: 0),
        "Files with more `parameters`, `metrics`, `alerts` and `notify`, as if written here; paths start from this file."
    ) { node, lowering in
        lowering.list(node, "`include` is a list of files") { node, lowering in
            guard let path = lowering.text(node, "a path") else { return nil }
            guard !VariableScanner.mentionsVariable(path.value) else {
                lowering.report(
                    .misplacedVariable,
                    "the path of an included file cannot have variables in it",
                    at: path.span,
                    help: ["write the path out"]
                )
                return nil
            }
            guard !path.value.isEmpty else {
                lowering.report(.missingValue, "the path is empty", at: path.span)
                return nil
            }
            return path
        }
    }
}
