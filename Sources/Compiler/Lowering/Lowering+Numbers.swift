import Diagnostics
import Plan
import PlanSyntax

// Numbers as plans write them: decimal, unquoted, without signs of other notations: `012`, `1_000` and `1e3` are none.

extension Lowering {
    mutating func integer(_ node: SyntaxNode, in range: ClosedRange<Int>) -> Located<Int>? {
        guard isText(node, "a whole number") else { return nil }
        let type = node.coreType
        if case .integer = type {
            var plain: Int?
            node.withText { plain = Self.plainInteger($0) }
            if let plain, range.contains(plain) { return .integer(plain, at: node.span) }
        }
        let text = node.text
        guard type == .integer, Self.isInteger(text) else {
            report(
                .wrongType,
                "\(Self.shown(node)) is not a whole number",
                at: node.span,
                help: Self.integerHelp(text, node),
                fix: Self.integerFix(text, node)
            )
            return nil
        }
        guard let value = Int(text), range.contains(value) else {
            report(
                .outOfRange,
                "\(Self.shown(node)) is out of range",
                at: node.span,
                help: [Self.rangeHelp(range, text)]
            )
            return nil
        }
        return .integer(value, at: node.span)
    }

    /// The number that a few digits are, as most are written; nil for anything else.
    private static func plainInteger(_ text: Span<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= 18, text.count == 1 || text[0] != UInt8(ascii: "0") else { return nil }
        var value = 0
        for place in text.indices {
            guard text[place].isDigit else { return nil }
            value = value * 10 + Int(text[place] - UInt8(ascii: "0"))
        }
        return value
    }

    private static func isInteger(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        return !digits.isEmpty && digits.utf8.allSatisfy(\.isASCIIDigit) && (digits == "0" || !digits.hasPrefix("0"))
    }

    private static func integerHelp(_ text: String, _ node: SyntaxNode) -> [String] {
        if node.coreType == .string, isInteger(text) { return [unquotedHelp(text, node)] }
        if let number = Double(text), node.coreType == .float, let whole = Int(exactly: number) {
            let thousands = thousands(text)
            return ["write `\(whole)`" + (thousands.map { ", or `\($0)` where the point sets thousands apart" } ?? "")]
        }
        return digitsHelp(text)
    }

    /// What to do about a number that is text: it has quotes, or comes from a variable.
    private static func unquotedHelp(_ text: String, _ node: SyntaxNode) -> String {
        guard let variables = node.expansion?.variables else { return "write the number without quotes: `\(text)`" }
        return variables.count == 1 && node.expansion?.pieces.count == 1
            ? "give the parameter `\(variables[0])` the type of a number"
            : "let one variable stand for the whole number"
    }

    /// The same number as plans write it; not `012`, which is ten to some readers.
    private static func integerFix(_ text: String, _ node: SyntaxNode) -> Diagnostic.Fix? {
        let plain = text.filter { $0 != "_" }
        if isInteger(plain) { return node.replacing(with: plain) }
        guard node.coreType == .float, !text.hasExponent, thousands(text) == nil, let number = Double(text),
            abs(number) < 1e15
        else {
            return nil
        }
        return Int(exactly: number).flatMap { node.replacing(with: String($0)) }
    }

    /// The number in which the point sets thousands apart, as it does in some countries; nil where it cannot.
    private static func thousands(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 3, (1...3).contains(parts[0].utf8.count),
            isInteger(String(parts[0])), parts[0] != "0"
        else { return nil }
        return parts.joined()
    }

    /// What to do about digits that are written in a way that plans do not take.
    private static func digitsHelp(_ text: String) -> [String] {
        if let point = QuantityHelp.point(text) { return [point] }
        if text.hasTooManyDigits { return ["write it with at most 17 digits"] }
        if text.hasExponent { return ["write it out, without an exponent"] }
        let plain = text.filter { $0 != "_" }
        if plain != text, isInteger(plain) { return ["write it without `_`: `\(plain)`"] }
        let bare = text.drop { $0 == "0" }
        if bare != text[...], isInteger(String(bare)) { return ["write it without the leading zero: `\(bare)`"] }
        return []
    }

    private static func rangeHelp(_ range: ClosedRange<Int>, _ text: String) -> String {
        if range.lowerBound == range.upperBound { return "it must be \(range.lowerBound)" }
        let isTooLarge = Int(text) == nil && !text.hasPrefix("-")
        return range.upperBound == .max && !isTooLarge
            ? "it must be at least \(range.lowerBound)"
            : "it must be from \(range.lowerBound) to \(range.upperBound)"
    }

    mutating func number(_ node: SyntaxNode, in range: NumberRange = .any) -> Double? {
        guard let text = scalar(node, "a number") else { return nil }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isDecimal = Rational(decimal: digits) != nil
        guard node.coreType == .integer || node.coreType == .float, isDecimal, let value = Double(text) else {
            let help = isDecimal ? [Self.unquotedHelp(text, node)] : Self.digitsHelp(text)
            let fix = isDecimal ? node.replacing(with: text) : nil
            report(.wrongType, "\(Self.shown(node)) is not a number", at: node.span, help: help, fix: fix)
            return nil
        }
        guard range.contains(value) else {
            let help = range.words.map { ["it must be " + $0] } ?? []
            report(.outOfRange, "\(Self.shown(node)) is out of range", at: node.span, help: help)
            return nil
        }
        return value
    }

    /// A share from 0 to 1, as a percentage or a plain number.
    mutating func fraction(_ node: SyntaxNode) -> Located<Rational>? {
        guard isText(node, "a share") else { return nil }
        var plain: Rational?
        node.withText { plain = Self.percentage($0) }
        if let plain, plain <= .one { return .share(plain, at: node.span) }
        let text = node.text
        let isPercent = text.hasSuffix("%")
        let number = Rational(decimal: isPercent ? text.dropLast() : text[...])
        let isReadable = isPercent || node.coreType == .integer || node.coreType == .float
        guard isReadable, let number, let share = isPercent ? number.divided(by: 100) : number else {
            let isQuoted = number != nil && !isPercent
            report(
                .badQuantity,
                "\(Self.shown(node)) is not a share",
                at: node.span,
                help: isQuoted ? [Self.unquotedHelp(text, node)] : Self.fractionHelp(text),
                fix: (isQuoted ? text : Self.squeezedFraction(text)).flatMap(node.replacing)
            )
            return nil
        }
        guard share <= .one else {
            let percent = isPercent || share.value > 100 ? nil : "did you mean `\(text)%`?"
            report(
                .outOfRange,
                "\(Self.shown(node)) is more than the whole",
                at: node.span,
                help: [percent ?? "a share is from 0% to 100%"]
            )
            return nil
        }
        return .share(share, at: node.span)
    }

    /// The share that a percentage is, as most are written; nil for anything else.
    private static func percentage(_ text: Span<UInt8>) -> Rational? {
        guard text.count > 1, text[text.count - 1] == UInt8(ascii: "%") else { return nil }
        let digits = text.extracting(0..<text.count - 1)
        return Rational(decimal: digits)?.divided(by: 100)
    }

    /// `5%` for `5 %`.
    private static func squeezedFraction(_ text: String) -> String? {
        let squeezed = text.filter { $0 != " " }
        guard squeezed != text, squeezed.hasSuffix("%"), Rational(decimal: squeezed.dropLast()) != nil else {
            return nil
        }
        return squeezed
    }

    private static func fractionHelp(_ text: String) -> [String] {
        if let point = QuantityHelp.point(text) { return [point] }
        if text.hasPrefix("-") { return ["a share is from 0% to 100%"] }
        if let squeezed = squeezedFraction(text) { return ["write it without a space: `\(squeezed)`"] }
        if text.hasTooManyDigits { return ["write it with at most 17 digits"] }
        let bare = text.drop { $0 == "0" }
        if bare != text[...], bare.hasSuffix("%"), Rational(decimal: bare.dropLast()) != nil {
            return ["write it without the leading zero: `\(bare)`"]
        }
        return ["write a share as `5%` or `0.05`"]
    }
}
