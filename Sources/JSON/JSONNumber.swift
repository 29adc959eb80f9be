/// The text of a number, as RFC 8785 (JSON Canonicalization Scheme) wants it: the shortest digits that read back to the
/// same `Double`, in ECMAScript's layout.
enum JSONNumber {
    /// The most bytes that the text of a whole number has, with a comma.
    static let longest = 21

    /// Adds the text of a whole number.
    static func append(_ value: Int, to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: longest) { append(value, to: &$0) }
    }

    /// Adds the text of a whole number to bytes that have room for it.
    static func append(_ value: Int, to output: inout OutputSpan<UInt8>) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        if rest < 10 { return output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest)) }
        // Most are short.
        if rest < 100_000_000 {
            var digits: UInt64 = 0
            repeat {
                digits = digits << 8 | UInt64(UInt8(ascii: "0")) &+ UInt64(rest % 10)
                rest /= 10
            } while rest > 0
            while digits > 0 {
                output.append(UInt8(truncatingIfNeeded: digits))
                digits >>= 8
            }
        } else {
            for byte in rest.description.utf8 { output.append(byte) }
        }
    }

    /// Adds the text of a number.
    static func append(_ value: Double, to bytes: inout [UInt8]) {
        guard value.isFinite else { return bytes.append(contentsOf: "null".utf8) }
        let magnitude = value.magnitude
        if magnitude < 1e15, magnitude == magnitude.rounded() { return append(Int(value), to: &bytes) }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        // In this range Swift's description has the same layout as ECMAScript's.
        if magnitude >= 1e-3, magnitude < 1e15 { return bytes.append(contentsOf: magnitude.description.utf8) }
        let (digits, exponent) = shortestDigits(of: magnitude)
        bytes.append(contentsOf: layOut(digits, exponent).utf8)
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
