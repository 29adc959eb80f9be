/// An exact fraction in lowest terms, its denominator positive: shares and rates, so that 0.01% is exactly that.
package struct Rational: Hashable, Sendable, Comparable {
    package let numerator: Int
    package let denominator: Int

    package static let zero = Rational(unchecked: 0, 1)
    package static let one = Rational(unchecked: 1, 1)

    /// Nil where the denominator is not positive.
    package init?(_ numerator: Int, _ denominator: Int) {
        guard denominator > 0 else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        self.init(unchecked: numerator / Int(divisor), denominator / Int(divisor))
    }

    /// Reads plain decimal digits such as `0.005`; nil for anything else, for leading zeros as in `012`, which other
    /// readers take for octal, and for more than 17 digits.
    package init?(decimal bytes: Span<UInt8>) {
        if bytes.count > 1, bytes[0] == UInt8(ascii: "0"), bytes[1] != UInt8(ascii: ".") { return nil }
        var numerator = 0
        var denominator = 1
        var digits = 0
        var sawPoint = false
        for place in bytes.indices {
            let byte = bytes[place]
            if byte == UInt8(ascii: "."), !sawPoint, digits > 0 {
                sawPoint = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 17 else { return nil }
            digits += 1
            numerator = numerator * 10 + Int(byte - UInt8(ascii: "0"))
            if sawPoint { denominator *= 10 }
        }
        guard digits > 0, !sawPoint || denominator > 1 else { return nil }
        self.init(numerator, denominator)
    }

    /// The same of a text.
    package init?(decimal text: Substring) {
        let bytes = text.utf8.span
        self.init(decimal: bytes)
    }

    /// The same of a whole text.
    package init?(decimal text: String) { self.init(decimal: text[...]) }

    /// Reads a ratio of two whole numbers such as `1/100`; nil for anything else.
    package init?(ratio text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { return nil }
        self.init(numerator, denominator)
    }

    private init(unchecked numerator: Int, _ denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    package var value: Double { Double(numerator) / Double(denominator) }

    /// The fraction divided by a positive whole number; nil where that overflows.
    package func divided(by divisor: Int) -> Rational? {
        guard divisor > 0 else { return nil }
        let shared = Int(Self.greatestCommonDivisor(numerator.magnitude, divisor.magnitude))
        let (product, overflow) = denominator.multipliedReportingOverflow(by: divisor / shared)
        return overflow ? nil : Rational(numerator / shared, product)
    }

    /// What is left of the whole: one less this fraction.
    package var complement: Rational { Rational(unchecked: denominator - numerator, denominator) }

    package static func < (left: Rational, right: Rational) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
    }

    /// As a percentage, such as `5%` or `0.01%`, exact where it has few decimals.
    package var percentText: String {
        var scale = 1
        for decimals in 0...6 {
            let scaled = Int128(numerator) * 100 * Int128(scale)
            if scaled % Int128(denominator) == 0 {
                return Self.text(of: scaled / Int128(denominator), decimals: decimals) + "%"
            }
            scale *= 10
        }
        return "\(numerator)/\(denominator)"
    }

    private static func text(of scaled: Int128, decimals: Int) -> String {
        let digits = String(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    private static func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}
