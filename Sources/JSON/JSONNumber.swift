/// The text of a number, as RFC 8785 (JSON Canonicalization Scheme) wants it: the shortest digits that read back to the
/// same `Double`, in ECMAScript's layout.
enum JSONNumber {
    static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == 0 { return "0" }
        let magnitude = value.magnitude
        if magnitude < 1e15, magnitude == magnitude.rounded() { return Int(value).description }
        let (digits, exponent) = shortestDigits(of: magnitude)
        return (value < 0 ? "-" : "") + layOut(digits, exponent)
    }

    /// The significant digits, and the place of the decimal point counted from before the first of them.
    private static func shortestDigits(of magnitude: Double) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var pointAfter: Int?
        var exponent = 0
        let text = Array(magnitude.description.utf8)
        let mantissaEnd = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
        for byte in text[..<mantissaEnd] {
            if byte == UInt8(ascii: ".") { pointAfter = digits.count } else { digits.append(byte) }
        }
        if mantissaEnd < text.count {
            exponent = Int(String(decoding: text[(mantissaEnd + 1)...], as: UTF8.self)) ?? 0
        }
        exponent += pointAfter ?? digits.count
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            exponent -= 1
        }
        return (digits, exponent)
    }

    /// ECMAScript's Number::toString: plain from 1e-6 up to 1e21, scientific outside.
    private static func layOut(_ digits: [UInt8], _ exponent: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        switch exponent {
        case digits.count...21 where exponent >= digits.count:
            return text + String(repeating: "0", count: exponent - digits.count)
        case 1...21:
            return text.prefix(exponent) + "." + text.dropFirst(exponent)
        case -5...0:
            return "0." + String(repeating: "0", count: -exponent) + text
        default:
            let power = exponent - 1
            let mantissa = digits.count == 1 ? text : text.prefix(1) + "." + text.dropFirst(1)
            return mantissa + "e" + (power < 0 ? "-" : "+") + power.magnitude.description
        }
    }
}
