/// Reads decimal numbers from bytes, whatever the locale: `5.1`, `-.5`, `3.`, `1e3`; no hexadecimal, `inf` or `nan`.
package enum DecimalNumber {
    /// The nearest `Double` of the text in `range`, all of it; infinite where it is too large, nil where it is no number.
    ///
    /// A decimal of few digits is read exactly by one multiplication or division of doubles (Clinger, PLDI 1990), one of
    /// up to 19 digits by one division of 128 bits; the rest goes to the standard library, which rounds correctly.
    package static func parse(_ bytes: [UInt8], in range: Range<Int>) -> Double? {
        var place = range.lowerBound
        let end = range.upperBound
        guard place < end else { return nil }
        let isNegative = bytes[place] == UInt8(ascii: "-")
        if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }

        var mantissa: UInt64 = 0
        var digitCount = 0
        var exponent = 0
        var isExact = true
        var pointSeen = false
        while place < end {
            let byte = bytes[place]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                digitCount += 1
                if mantissa < 1_000_000_000_000_000_000 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if pointSeen { exponent -= 1 }
                } else {
                    isExact = false
                }
            } else if byte == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                break
            }
            place += 1
        }
        guard digitCount > 0 else { return nil }
        if place < end {
            guard let power = parseExponent(bytes, place..<end) else { return nil }
            exponent += power
        }
        if isExact, exponent.magnitude <= 22 {
            if mantissa <= 1 << 53 {
                let magnitude = Double(mantissa)
                let value = exponent < 0 ? magnitude / powersOfTen[-exponent] : magnitude * powersOfTen[exponent]
                return isNegative ? -value : value
            }
            if (-19...0).contains(exponent) {
                let value = quotient(mantissa, wholePowersOfTen[-exponent])
                return isNegative ? -value : value
            }
        }
        return Double(String(decoding: bytes[range], as: UTF8.self))
    }

    /// The whole number after `e`, with a sign or none; beyond any `Double`'s reach it stops growing.
    private static func parseExponent(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var place = range.lowerBound
        guard bytes[place] | 0x20 == UInt8(ascii: "e") else { return nil }
        place += 1
        guard place < range.upperBound else { return nil }
        let isNegative = bytes[place] == UInt8(ascii: "-")
        if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
        guard place < range.upperBound else { return nil }
        var power = 0
        for byte in bytes[place..<range.upperBound] {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            power = min(power * 10 + Int(digit), 1_000_000_000)
        }
        return isNegative ? -power : power
    }

    /// The nearest `Double` of `dividend / divisor`, both more than 0.
    private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
        let shifts = (dividend: dividend.leadingZeroBitCount, divisor: divisor.leadingZeroBitCount)
        // Half of a number of 64 bits, and so less than the divisor of 64 bits: the quotient has 63 or 64 bits.
        let high = dividend << shifts.dividend
        let (quotient, remainder) = (divisor << shifts.divisor).dividingFullWidth((high >> 1, high << 63))
        // What is left over tells a tie from more than a tie; the last of 63 bits is far below the 53 that are kept.
        let significand = Double(quotient | (remainder > 0 ? 1 : 0))
        return Double(sign: .plus, exponent: shifts.divisor - shifts.dividend - 63, significand: significand)
    }

    /// The powers of ten that 64 bits hold.
    private static let wholePowersOfTen: [UInt64] = (0..<19).reduce(into: [1]) { powers, _ in
        powers.append(powers[powers.count - 1] &* 10)
    }

    /// The powers of ten that a `Double` holds exactly.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
