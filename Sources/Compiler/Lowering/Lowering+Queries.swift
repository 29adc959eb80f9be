import Diagnostics
import Plan
import PlanSyntax

// Options in other languages, of which so much is known that a mistake need not wait for a run.

extension Lowering {
    /// A query in SQL whose parameters are among these names.
    mutating func query(_ node: SyntaxNode, _ dialect: SQLPlaceholders.Dialect, _ names: [String]) -> String? {
        guard let text = text(node)?.value else { return nil }
        if refusesBraces(in: text, node) { return nil }
        let placeholders = SQLPlaceholders(text, dialect)
        for (name, place) in zip(placeholders.names, placeholders.places) where !names.contains(name) {
            let nearest = speller.nearest(to: name, among: names)
            report(
                .unknownQueryParameter,
                "nothing is known here that `:\(name)` stands for",
                at: node.span(ofContent: place),
                help: [
                    nearest.map { "did you mean `:\($0)`?" }
                        ?? "known here: \(names.map { ":\($0)" }.quotedList)"
                ]
            )
            return nil
        }
        return text
    }

    /// Says of placeholders as queries to Prometheus have them what stands in SQL for them. Other braces are the query's own: PostgreSQL
    /// writes its arrays so.
    private mutating func refusesBraces(in text: String, _ node: SyntaxNode) -> Bool {
        for (name, parameters) in [("{{model}}", "`:model`"), ("{{window}}", "`:window_start` and `:window_end`")] {
            guard let range = text.firstRange(of: name) else { continue }
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            report(
                .unknownPlaceholder,
                "`\(name)` stands for nothing in SQL, whose values are parameters",
                at: node.span(ofContent: start..<start + name.utf8.count),
                help: ["write \(parameters), without quotes"]
            )
            return true
        }
        return false
    }

    /// A place in a JSON value (RFC 6901).
    mutating func pointer(_ node: SyntaxNode) -> String? {
        guard let text = text(node)?.value else { return nil }
        let isPointer =
            (text.isEmpty || text.hasPrefix("/"))
            && text.split(separator: "~", omittingEmptySubsequences: false).dropFirst().allSatisfy {
                $0.hasPrefix("0") || $0.hasPrefix("1")
            }
        guard isPointer else {
            report(
                .wrongType,
                "\(Self.shown(node)) is not a JSON pointer",
                at: node.span,
                help: [
                    "a pointer begins with `/` and names a member or a number at each step, such as `/predictions/0`; `~` is "
                        + "written `~0` in it, and a `/` that belongs to a name `~1`"
                ]
            )
            return nil
        }
        return text
    }

    /// The address of a PostgreSQL server, its password not in clear.
    mutating func database(_ node: SyntaxNode) -> OptionValues.Value? {
        guard let value = option(node, .text) else { return nil }
        let parts: [SecretText.Part] =
            switch value {
            case .text(let text): [.text(text)]
            case .secret(let text): text.parts
            default: []
            }
        // What is a secret is not known, and may be anything.
        if case .secret? = parts.first { return value }
        let shown = parts.map { part in if case .text(let text) = part { text } else { "${}" } }.joined()
        guard shown.hasPrefix("postgresql://") || shown.hasPrefix("postgres://") else {
            // As libpq writes it otherwise; a password in it must not be repeated.
            if shown.firstRange(of: "password=") != nil {
                report(ClearSecret.diagnostic("the password of a database", at: node.span))
            }
            report(
                .wrongType,
                "the text is not the address of a PostgreSQL server",
                at: node.span,
                help: [
                    "write `postgresql://user:${PASSWORD}@host:5432/database`, with the password in a secret parameter"
                ]
            )
            return nil
        }
        if ClearSecret.problem(with: shown) == nil, Self.hasClearPassword(shown) {
            report(ClearSecret.diagnostic("the password of a database", at: node.span))
        }
        return value
    }

    /// Whether the query of a URL has a password in it, however short.
    private static func hasClearPassword(_ url: String) -> Bool {
        url.split(separator: "?", maxSplits: 1).dropFirst().joined().split(separator: "&").contains { member in
            let sides = member.split(separator: "=", maxSplits: 1)
            return sides.count == 2 && ["password", "sslpassword"].contains(sides[0]) && !sides[1].hasPrefix("${")
        }
    }
}
