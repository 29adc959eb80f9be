import Diagnostics
import Plan
import PlanSyntax

// One reader for each type of single value. The type that a key takes decides how text is read: `yes` is text where text
// is wanted, and `012` is no number.

extension Lowering {
    /// Whether the node is absent, empty, or a plain `null` or `~`.
    func isNull(_ node: SyntaxNode) -> Bool {
        node.isMissing
            || (node.kind == .scalar && node.style == .plain && ["null", "Null", "NULL", "~", ""].contains(node.text))
    }

    private mutating func scalar(_ node: SyntaxNode, _ wanted: String) -> String? {
        guard expect(.scalar, node, "\(wanted) is needed here") else { return nil }
        return node.text
    }

    mutating func text(_ node: SyntaxNode) -> Located<String>? {
        scalar(node, "text").map { Located($0, at: node.span) }
    }

    mutating func name(_ node: SyntaxNode) -> Located<String>? {
        guard let text = scalar(node, "a name") else { return nil }
        guard Self.isName(text) else {
            report(
                .badName,
                "`\(text)` is not a name",
                at: node.span,
                help: ["names start with a letter and go on with letters, digits, `_` and `-`"]
            )
            return nil
        }
        guard node.style != .plain || !["true", "false", "True", "False", "TRUE", "FALSE"].contains(text) else {
            report(.badName, "`\(text)` is a truth value, not a name", at: node.span)
            return nil
        }
        return Located(text, at: node.span)
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy {
            isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    mutating func path(_ node: SyntaxNode) -> Located<String>? {
        guard let text = scalar(node, "a path") else { return nil }
        guard !text.isEmpty else {
            report(.missingValue, "the path is empty", at: node.span)
            return nil
        }
        guard allowsOutsidePaths || Self.staysInside(text) else {
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

    private static func staysInside(_ path: String) -> Bool {
        guard !path.hasPrefix("/") else { return false }
        var depth = 0
        for part in path.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return false }
        }
        return true
    }

    mutating func boolean(_ node: SyntaxNode) -> Bool? {
        guard let text = scalar(node, "`true` or `false`") else { return nil }
        switch (node.style, text) {
        case (.plain, "true"): return true
        case (.plain, "false"): return false
        default:
            let meant = ["yes": "true", "on": "true", "no": "false", "off": "false"][text.lowercased()]
            let spelt = ["true", "false"].contains(text.lowercased()) ? text.lowercased() : nil
            report(
                .wrongType,
                "`\(text)` is not `true` or `false`",
                at: node.span,
                help: (meant ?? spelt).map { ["write `\($0)`"] } ?? []
            )
            return nil
        }
    }

    mutating func integer(_ node: SyntaxNode, in range: ClosedRange<Int>) -> Located<Int>? {
        guard let text = scalar(node, "a whole number") else { return nil }
        guard node.style == .plain, let value = Self.integer(text) else {
            report(.wrongType, "`\(text)` is not a whole number", at: node.span, help: Self.numberHelp(text, node))
            return nil
        }
        guard range.contains(value) else {
            report(.outOfRange, "\(value) is out of range", at: node.span, help: [Self.rangeHelp(range)])
            return nil
        }
        return Located(value, at: node.span)
    }

    private static func integer(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit), digits == "0" || !digits.hasPrefix("0") else {
            return nil
        }
        return Int(text)
    }

    private static func numberHelp(_ text: String, _ node: SyntaxNode) -> [String] {
        if node.style != .plain { return ["write the number without quotes"] }
        if text.hasPrefix("0"), text.count > 1 { return ["write it without the leading zero"] }
        if text.contains("_") { return ["write it without `_`"] }
        return []
    }

    private static func rangeHelp(_ range: ClosedRange<Int>) -> String {
        range.upperBound == .max
            ? "it must be at least \(range.lowerBound)"
            : "it must be from \(range.lowerBound) to \(range.upperBound)"
    }

    mutating func number(_ node: SyntaxNode) -> Double? {
        guard let text = scalar(node, "a number") else { return nil }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard node.style == .plain, Rational(decimal: digits) != nil, !Self.hasLeadingZero(digits),
            let value = Double(text)
        else {
            report(.wrongType, "`\(text)` is not a number", at: node.span, help: Self.numberHelp(text, node))
            return nil
        }
        return value
    }

    private static func hasLeadingZero(_ digits: Substring) -> Bool {
        digits.hasPrefix("0") && digits.count > 1 && !digits.hasPrefix("0.")
    }

    mutating func fraction(_ node: SyntaxNode) -> Located<Rational>? {
        guard let text = scalar(node, "a share") else { return nil }
        let isPercent = text.hasSuffix("%")
        let digits = isPercent ? text.dropLast() : text[...]
        let isReadable = isPercent || node.style == .plain
        guard isReadable, !Self.hasLeadingZero(digits), let number = Rational(decimal: digits),
            let share = isPercent ? number.divided(by: 100) : number
        else {
            report(.badQuantity, "`\(text)` is not a share", at: node.span, help: Self.fractionHelp(text))
            return nil
        }
        guard share <= .one else {
            report(.outOfRange, "`\(text)` is more than the whole", at: node.span, help: ["a share is from 0% to 100%"])
            return nil
        }
        return Located(share, at: node.span)
    }

    private static func fractionHelp(_ text: String) -> [String] {
        if text.hasPrefix("-") { return ["a share is from 0% to 100%"] }
        let squeezed = text.filter { $0 != " " }
        if squeezed != text { return ["write it without a space: `\(squeezed)`"] }
        return ["write a share as `5%` or `0.05`"]
    }

    mutating func duration(_ node: SyntaxNode) -> Located<Duration>? {
        guard let text = scalar(node, "a duration") else { return nil }
        guard let duration = Duration(planText: text) else {
            report(.badQuantity, "`\(text)` is not a duration", at: node.span, help: Self.durationHelp(text))
            return nil
        }
        guard duration > .zero else {
            report(.outOfRange, "a duration must be longer than nothing", at: node.span)
            return nil
        }
        return Located(duration, at: node.span)
    }

    static func durationHelp(_ text: String) -> [String] {
        if text.hasPrefix("-") { return ["a duration cannot be negative"] }
        let squeezed = text.filter { $0 != " " }
        if squeezed != text, Duration(planText: squeezed) != nil { return ["write it without a space: `\(squeezed)`"] }
        if Double(text) != nil { return ["give it a unit: `\(text)s`, `\(text)m` or `\(text)h`"] }
        return ["write a duration as `250ms`, `30m`, `1h30m` or `7d`"]
    }

    mutating func rate(_ node: SyntaxNode) -> Located<Rate>? {
        guard let text = scalar(node, "a rate") else { return nil }
        guard let rate = Rate(planText: text) else {
            let help = Double(text) != nil ? "give it a unit: `\(text)/s`" : "write a rate as `20/s`, `12/m` or `500/h`"
            report(.badQuantity, "`\(text)` is not a rate", at: node.span, help: [help])
            return nil
        }
        guard rate.perSecond > .zero else {
            report(.outOfRange, "a rate must be more than nothing", at: node.span)
            return nil
        }
        return Located(rate, at: node.span)
    }

    mutating func word<Word: RawRepresentable & CaseIterable & Hashable & Sendable>(
        _ node: SyntaxNode,
        _ type: Word.Type
    ) -> Located<Word>? where Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue)
        guard let text = scalar(node, "one of " + words.map { "`\($0)`" }.joined(separator: ", ")) else { return nil }
        guard let word = Word(rawValue: text) else {
            let near = Suggestion.help(for: text, among: words)
            report(
                .unknownWord,
                "`\(text)` is not a word that can stand here",
                at: node.span,
                help: near.isEmpty ? ["it is one of " + words.map { "`\($0)`" }.joined(separator: ", ")] : near
            )
            return nil
        }
        return Located(word, at: node.span)
    }
}
