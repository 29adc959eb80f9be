package import Comparison
package import JSON

/// What two plans mean otherwise, for people and for programs.
package struct DifferenceReport {
    /// A plan that is compared: the file as its user named it, and the digest of its program.
    package struct Side {
        let name: String
        let digest: String

        package init(name: String, digest: String) {
            self.name = name
            self.digest = digest
        }
    }

    private let old: Side
    private let new: Side
    private let changes: [Change]

    package init(_ difference: ProgramDifference, from old: Side, to new: Side) {
        self.old = old
        self.new = new
        changes = difference.changes
    }

    // MARK: Text

    /// A line a change, the riskier ones first.
    package func text(_ style: ReportStyle) -> String {
        guard !changes.isEmpty else { return "\(old.name.printable) and \(new.name.printable) mean the same\n" }
        let count = "\(changes.count) change\(changes.count == 1 ? "" : "s")"
        var head = "\(old.name.printable) -> \(new.name.printable): \(count)"
        let risky = changes.count { $0.effect == .moreRisk }
        if risky > 0 { head += ", \(risky) with more risk" }
        let places = changes.map { $0.place.printable }
        let width = min(40, TextColumns.width(of: places))
        let lines = zip(changes, places).map { change, place in
            "  \(marker(change.effect, style)) \(TextColumns.padded(place, to: width))  \(words(change).printable)"
        }
        return head + "\n\n" + lines.joined(separator: "\n") + "\n"
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
            "old": ["file": .string(old.name), "program": .string(old.digest)],
            "new": ["file": .string(new.name), "program": .string(new.digest)],
            "same": .bool(changes.isEmpty),
            "changes": .array(changes.map(json)),
        ]
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
