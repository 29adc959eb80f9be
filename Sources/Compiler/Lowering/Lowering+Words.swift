import Diagnostics
import Plan
import PlanSyntax
import Platform

// One reader for each type of text: names, paths, words, truth values. The type that a key takes decides how text is
// read: `yes` is text where text is wanted.

extension Lowering {
    /// The text of a scalar; `wanted` says what is needed where there is none.
    mutating func scalar(_ node: SyntaxNode, _ wanted: String) -> String? { isText(node, wanted) ? node.text : nil }

    /// Whether a node is a scalar whose text may be read; reports where not, as `scalar` does.
    mutating func isText(_ node: SyntaxNode, _ wanted: String) -> Bool {
        expect(.scalar, node, "\(wanted) is needed here") && isReadable(node)
    }

    mutating func text(_ node: SyntaxNode, _ wanted: String = "text") -> Located<String>? {
        scalar(node, wanted).map { .text($0, at: node.span) }
    }

    mutating func name(_ node: SyntaxNode) -> Located<String>? {
        guard let text = scalar(node, "a name") else { return nil }
        guard Self.isName(text) else {
            report(
                .badName,
                text.isEmpty ? "a name cannot be empty" : "`\(text)` is not a name",
                at: node.span,
                help: ["names start with a letter and go on with letters, digits, `_` and `-`"]
            )
            return nil
        }
        guard node.coreType == .string else {
            report(.badName, "`\(text)` is a truth value, not a name", at: node.span, help: ["write `\"\(text)\"`"])
            return nil
        }
        guard text.utf8.count <= Self.longestName else {
            report(.badName, "the name is longer than \(Self.longestName) characters", at: node.span)
            return nil
        }
        return .text(text, at: node.span)
    }

    /// Names become names of files, which hold 255 bytes with what is put behind the name.
    private static let longestName = 100

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isLetter else { return false }
        return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// The name of something that the plan declares elsewhere. Whether it is a name at all is not asked here: the
    /// declaration is where that is said, and a name that nothing has is unknown.
    mutating func reference(_ node: SyntaxNode) -> Located<String>? {
        guard let text = scalar(node, "a name") else { return nil }
        guard node.coreType == .string else {
            let what = node.coreType == .boolean ? "a truth value" : "a number"
            report(.wrongType, "`\(text)` is \(what), not a name", at: node.span)
            return nil
        }
        return Located(text, at: node.span)
    }

    mutating func path(_ node: SyntaxNode) -> Located<String>? {
        guard let text = scalar(node, "a path") else { return nil }
        guard !text.isEmpty else {
            report(.missingValue, "the path is empty", at: node.span)
            return nil
        }
        guard allowsOutsidePaths || Path.staysInside(text) else {
            report(
                .badPath,
                "the path `\(text)` leads out of the plan's folder",
                at: node.span,
                help: ["keep the file below the plan's folder, or run with --allow-outside-paths"]
            )
            return nil
        }
        return Located(text, at: node.span)
    }

    mutating func boolean(_ node: SyntaxNode) -> Bool? {
        guard let text = scalar(node, "`true` or `false`") else { return nil }
        switch (node.coreType, text) {
        case (.boolean, "true"): return true
        case (.boolean, "false"): return false
        default:
            let meant = ["yes": "true", "on": "true", "no": "false", "off": "false"][text.lowercased()]
            let spelt = ["true", "false"].contains(text.lowercased()) ? text.lowercased() : nil
            let word = meant ?? spelt
            report(
                .wrongType,
                "\(Self.shown(node)) is not a truth value",
                at: node.span,
                help: ["write " + (word.map { "`\($0)`" } ?? "`true` or `false`")],
                fix: word.flatMap(node.replacing)
            )
            return nil
        }
    }

    /// One of an enum's words.
    mutating func word<Word: RawRepresentable & CaseIterable & Hashable & Sendable>(
        _ node: SyntaxNode,
        _ type: Word.Type
    ) -> Located<Word>? where Word.RawValue == String {
        choice(node, among: Word.allCases.map(\.rawValue)).flatMap { text in
            Word(rawValue: text.value).map { Located($0, at: text.span) }
        }
    }

    mutating func choice(_ node: SyntaxNode, among words: [String]) -> Located<String>? {
        guard let text = scalar(node, "one of \(words.quotedList)") else { return nil }
        guard words.contains(text) else {
            let nearest = speller.nearest(to: text, among: words)
            report(
                .unknownWord,
                "\(Self.shown(node)) is not a word that can stand here",
                at: node.span,
                help: [nearest.map { "did you mean `\($0)`?" } ?? "it is one of \(words.quotedList)"],
                fix: nearest == nil ? nil : Suggestion.clear(for: text, among: words).flatMap(node.replacing)
            )
            return nil
        }
        return Located(text, at: node.span)
    }
}
