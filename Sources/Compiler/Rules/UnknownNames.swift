import Diagnostics
import Plan

/// References to names that nothing has, one finding a name: a name that was changed in one place only is one mistake,
/// however many places refer to it.
struct UnknownNames {
    /// What the names name, such as "data set".
    let kind: String
    let known: [String]
    /// What to do where nothing of that kind is declared at all.
    let advice: (String) -> String

    func diagnostics(for references: [Located<String>]) -> [Diagnostic] {
        let declared = Set(known)
        var speller = Speller()
        var diagnostics: [Diagnostic] = []
        var places: [String: Int] = [:]
        for reference in references where !declared.contains(reference.value) {
            if let place = places[reference.value] {
                diagnostics[place].secondary.append(.init(reference.span, "and here"))
                continue
            }
            places[reference.value] = diagnostics.count
            diagnostics.append(
                Diagnostic(
                    .unknownReference,
                    "unknown \(kind) `\(reference.value)`",
                    at: .init(reference.span),
                    help: known.isEmpty
                        ? [advice(reference.value)]
                        : speller.help(for: reference.value, among: known, "the \(kind)s are")
                )
            )
        }
        return diagnostics
    }
}
