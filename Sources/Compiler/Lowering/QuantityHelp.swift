import Plan

/// What to do about a quantity that cannot be read.
enum QuantityHelp {
    /// `2.5%` for `2,5%`, as a sentence.
    static func point(_ text: String) -> String? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.first?.isASCIIDigit == true }) else { return nil }
        return "write it with a point: `\(parts[0]).\(parts[1])`"
    }

    static func duration(_ text: String) -> String {
        if let point = point(text) { return point }
        if text.hasPrefix("-") { return "a duration cannot be negative" }
        if Rational(decimal: text) != nil { return "give it a unit: `\(text)s`, `\(text)m` or `\(text)h`" }
        return respelledDuration(text).map { "did you mean `\($0)`?" }
            ?? "write a duration as `250ms`, `30m`, `1h30m` or `7d`, its units from long to short"
    }

    static func rate(_ text: String) -> String {
        if let point = point(text) { return point }
        if text.hasPrefix("-") { return "a rate cannot be negative" }
        if Rational(decimal: text) != nil { return "give it a unit: `\(text)/s`" }
        if let squeezed = squeezedRate(text) { return "write it without a space: `\(squeezed)`" }
        return "write a rate as `20/s`, `12/m` or `500/h`"
    }

    /// For a word that begins with a digit in a condition.
    static func condition(_ word: String) -> String {
        if word.hasTooManyDigits { return "write it with at most 17 digits" }
        if word.hasExponent { return "write it out, without an exponent" }
        let bare = String(word.drop { $0 == "0" })
        let number = bare.hasSuffix("%") ? bare.dropLast() : bare[...]
        if bare != word, Rational(decimal: number) != nil { return "write it without the leading zero: `\(bare)`" }
        return respelledDuration(word).map { "did you mean `\($0)`?" }
            ?? "quantities carry their unit, with no space between: `5%`, `30m`, `1h30m`, `250ms`, `20/s`"
    }

    /// `5/s` for `5 / s`.
    static func squeezedRate(_ text: String) -> String? {
        let squeezed = text.filter { $0 != " " }
        return squeezed != text && Rate(planText: squeezed) != nil ? squeezed : nil
    }

    /// A number and a unit as people write them elsewhere, as plans write them.
    static func respelledDuration(_ text: String) -> String? {
        let squeezed = text.filter { $0 != " " }
        if Duration(planText: squeezed) != nil { return squeezed }
        let number = squeezed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        return units[squeezed.dropFirst(number.count).lowercased()].map { number + $0 }
            .flatMap { Duration(planText: $0) == nil ? nil : $0 }
    }

    private static let units = [
        "msec": "ms", "msecs": "ms", "millis": "ms", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
        "min": "m", "mins": "m", "minute": "m", "minutes": "m", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
        "day": "d", "days": "d", "week": "w", "weeks": "w", "ms": "ms", "s": "s", "m": "m", "h": "h", "d": "d",
        "µs": "us",
    ]
}

extension String {
    /// Whether it is a decimal number with more digits than planrun counts with exactly.
    var hasTooManyDigits: Bool {
        let digits = hasSuffix("%") ? dropLast() : self[...]
        return digits.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
            && digits.utf8.count(where: \.isASCIIDigit) > 17
    }

    /// Whether it looks like `1e-3`, or like its beginning.
    var hasExponent: Bool {
        let rest = drop { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard rest.utf8.count < utf8.count, let mark = rest.utf8.first, mark | 0x20 == UInt8(ascii: "e") else {
            return false
        }
        return rest.utf8.dropFirst().allSatisfy {
            $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
        }
    }
}
