/// Reads the numbers of a log.
enum LogNumber {
    /// The nearest `Double` of a decimal number, with spaces round it or none; nil where it is none, or not finite.
    @inline(__always)
    static func value(of cell: LogCell, in bytes: Span<UInt8>) -> Double? {
        var mantissa: UInt64 = 0
        var decimals = -1
        var place = cell.start
        // Fifteen digits and a point: the mantissa is a whole number that a `Double` holds.
        guard cell.count <= 16 else { return rareValue(of: cell, in: bytes) }
        while place < cell.end {
            let byte = bytes[unchecked: place]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                decimals = decimals &+ (decimals >= 0 ? 1 : 0)
            } else if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else {
                return rareValue(of: cell, in: bytes)
            }
            place &+= 1
        }
        let digits = cell.count &- (decimals >= 0 ? 1 : 0)
        guard digits > 0, digits <= 15 else { return rareValue(of: cell, in: bytes) }
        // Both are exact, so the quotient is the nearest (Clinger, PLDI 1990).
        return Double(mantissa) / powersOfTen[max(0, decimals)]
    }

    /// Numbers with a sign, an exponent, many digits or spaces.
    @inline(never)
    private static func rareValue(of cell: LogCell, in bytes: Span<UInt8>) -> Double? {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let content = cell.range.map { bytes[$0] }
        guard let lower = content.firstIndex(where: { !isSpace($0) }),
            let upper = content.lastIndex(where: { !isSpace($0) }),
            let value = DecimalNumber.parse(content, in: lower..<upper + 1)
        else { return nil }
        return value.isFinite ? value : nil
    }

    private static let powersOfTen: InlineArray<16, Double> = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
