import Comparison
package import JSON
package import Outlook
package import Plan

/// What two plans mean otherwise, for people and for programs. A plan that is new, or gone, has nothing beside it.
package struct DifferenceReport {
    /// A plan that is compared: the file as its user named it, its program and what that means before it runs.
    package struct Side {
        let name: String
        let digest: String
        let program: Program
        let outlook: ReleaseOutlook

        package init(name: String, digest: String, program: Program, outlook: ReleaseOutlook) {
            self.name = name
            self.digest = digest
            self.program = program
            self.outlook = outlook
        }
    }

    private let old: Side?
    private let new: Side?
    private let changes: [Change]
    private let facts: [OutlookDifference.Fact]

    /// - Parameters:
    ///   - durations: the names of the keys whose values are lengths of time.
    ///   - implies: Whether the second condition holds wherever the first does, as far as that can be proved.
    package init(
        from old: Side?,
        to new: Side?,
        durations: Set<String>,
        where implies: @escaping (Condition, Condition) -> Bool
    ) {
        self.old = old
        self.new = new
        guard let old, let new else {
            (changes, facts) = ([], [])
            return
        }
        changes = ProgramDifference(from: old.program, to: new.program, durations: durations, where: implies).changes
        facts = OutlookDifference(from: old.outlook, to: new.outlook).facts
    }

    /// Whether both plans are there and mean the same.
    package var isEmpty: Bool { changes.isEmpty && (old == nil) == (new == nil) }

    // MARK: Text

    /// What the changes come to, a line a fact; then a line a change. The riskier ones are first in both.
    package func text(_ style: ReportStyle) -> String {
        guard let old else { return new.map { "a new plan: \($0.name.printable)\n\n" + summary($0, style) } ?? "" }
        guard let new else { return "the plan is gone: \(old.name.printable)\n\n" + summary(old, style) }
        guard !changes.isEmpty else { return "\(old.name.printable) and \(new.name.printable) mean the same\n" }
        let count = "\(changes.count) change\(changes.count == 1 ? "" : "s")"
        var head = "\(old.name.printable) -> \(new.name.printable): \(count)"
        let risky = changes.count { $0.effect == .moreRisk }
        if risky > 0 { head += ", \(risky) with more risk" }
        let blocks = [
            lines(facts.map { ($0.effect, $0.place, $0.text) }, style),
            lines(changes.map { ($0.effect, $0.place, words($0)) }, style),
        ]
        return ([head] + blocks.filter { !$0.isEmpty }).joined(separator: "\n\n") + "\n"
    }

    private func summary(_ side: Side, _ style: ReportStyle) -> String {
        OutlookReport(style: style).summary(side.outlook)
    }

    private func lines(_ rows: [(effect: Change.Effect, place: String, words: String)], _ style: ReportStyle) -> String
    {
        let places = rows.map(\.place.printable)
        let width = min(40, TextColumns.width(of: places))
        return zip(rows, places).map { row, place in
            "  \(marker(row.effect, style)) \(TextColumns.padded(place, to: width))  \(row.words.printable)"
        }.joined(separator: "\n")
    }

    private func marker(_ effect: Change.Effect, _ style: ReportStyle) -> String {
        switch effect {
        case .moreRisk: style.bad("▲ more risk")
        case .lessRisk: style.good("▼ less risk")
        case .none: style.faint("·          ")
        }
    }

    private func words(_ change: Change) -> String {
        switch change.kind {
        case .changed: change.oldText.isEmpty ? change.newText : "\(change.oldText) -> \(change.newText)"
        case .added: "added: \(change.newText)"
        case .removed: "removed: \(change.oldText)"
        case .renamed: "renamed to \(change.newText)"
        case .moved: "order \(change.oldText) -> \(change.newText)"
        }
    }

    // MARK: JSON

    package var json: JSONValue {
        [
            "format_version": 1,
            "old": old.map(json) ?? .null,
            "new": new.map(json) ?? .null,
            "same": .bool(isEmpty),
            "outlook": .array(facts.map(json)),
            "changes": .array(changes.map(json)),
        ]
    }

    private func json(_ side: Side) -> JSONValue {
        ["file": .string(side.name), "program": .string(side.digest)]
    }

    private func json(_ fact: OutlookDifference.Fact) -> JSONValue {
        var object: JSONObject = [
            "fact": .string(fact.name), "effect": .string(fact.effect.rawValue), "text": .string(fact.text),
            "old": fact.old.json, "new": fact.new.json,
        ]
        object["stage"] = fact.stage.map(JSONValue.string)
        return .object(object)
    }

    private func json(_ change: Change) -> JSONValue {
        var object: JSONObject = [
            "kind": .string(change.kind.rawValue), "effect": .string(change.effect.rawValue),
            "path": .array(change.path.map(JSONValue.string)), "text": .string(words(change)),
        ]
        object["old"] = change.old
        object["new"] = change.new
        return .object(object)
    }
}
