/// Reads decimal numbers from bytes, whatever the locale: `5.1`, `-.5`, `3.`, `1e3`; no hexadecimal, `inf` or `nan`.
package enum DecimalNumber {
    /// The nearest `Double` of the text in `range`, all of it; infinite where it is too large, nil where it is no number.
    ///
    /// A decimal of few digits is read exactly by one multiplication or division (Clinger, PLDI 1990); the rest goes to
    /// the standard library, which rounds correctly.
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
                if mantissa < 100_000_000_000_000_000 {
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
        if isExact, mantissa <= 1 << 53, exponent.magnitude <= 22 {
            let magnitude = Double(mantissa)
            let value = exponent < 0 ? magnitude / powersOfTen[-exponent] : magnitude * powersOfTen[exponent]
            return isNegative ? -value : value
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

    /// The powers of ten that a `Double` holds exactly.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
