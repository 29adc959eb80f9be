/// Reads the numbers of a log at the speed of memory, correctly rounded.
///
/// Up to 19 digits are one whole number. Where that and the power of ten are exact, one division or multiplication rounds
/// correctly (Clinger, PLDI 1990); else 128 bits of the power do (Eisel & Lemire: Software, Practice and Experience 51, 2021,
/// and Mushtak & Lemire, 2023, who prove that nothing is left over). Anything else goes to `DecimalNumber`.
struct CellNumber {
    /// The powers of five from -27 to 27 as 128 bits, the highest of them set: exact from 0 on, rounded up below.
    private let powersOfFive: [(high: UInt64, low: UInt64)]
    private let powersOfTen: [Double]

    init() {
        powersOfTen = (0...22).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }
        powersOfFive = (-27...27).map { exponent in
            let power = (0..<abs(exponent)).reduce(UInt64(1)) { power, _ in power &* 5 }
            if exponent >= 0 { return (power << UInt64(power.leadingZeroBitCount), 0) }
            // 2^(127 + the bits of the power) by the power, a division of three words by one.
            let bits = 64 - power.leadingZeroBitCount
            let first = power.dividingFullWidth((UInt64(1) << UInt64(bits - 1), 0))
            let second = power.dividingFullWidth((first.remainder, 0))
            // Rounded up, which may carry.
            let (low, carry) = second.quotient.addingReportingOverflow(1)
            return (first.quotient &+ (carry ? 1 : 0), low)
        }
    }

    /// The nearest `Double` of the decimal number in a cell, with spaces round it or none; not a number where it is none or is
    /// not finite. Eight bytes behind the cell must be there.
    @inline(__always)
    func value(of cell: LogCell, in bytes: Span<UInt8>) -> Double {
        let words = bytes.bytes
        let end = cell.end
        var place = cell.start
        var isNegative = false
        if bytes[unchecked: place] == UInt8(ascii: "-") {
            isNegative = true
            place &+= 1
        }
        let first = place
        var mantissa: UInt64 = 0
        while place < end {
            let digit = bytes[unchecked: place] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            place &+= 1
        }
        var digits = place &- first
        var exponent = 0
        if place < end, bytes[unchecked: place] == UInt8(ascii: ".") {
            place &+= 1
            let start = place
            while end &- place >= 8 {
                let word = ByteWords.load(words, place)
                guard Self.areDigits(word) else { break }
                mantissa = mantissa &* 100_000_000 &+ Self.eightDigits(word)
                place &+= 8
            }
            while place < end {
                let digit = bytes[unchecked: place] &- UInt8(ascii: "0")
                guard digit < 10 else { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                place &+= 1
            }
            exponent = start &- place
            digits &+= place &- start
        }
        guard place == end, digits > 0, digits <= 19 else { return rareValue(of: cell, in: bytes) }
        let magnitude: Double
        if mantissa <= 1 &<< 53 {
            // Nineteen digits at most, so the power is within reach.
            magnitude = Double(mantissa) / powersOfTen.span[unchecked: 0 &- exponent]
        } else {
            magnitude = nearest(mantissa, exponent)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Whether all eight bytes are digits.
    @inline(__always)
    private static func areDigits(_ word: UInt64) -> Bool {
        // Their high halves are 3, and stay so where 6 is added.
        (word & 0xF0F0_F0F0_F0F0_F0F0) | (((word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) &>> 4)
            == 0x3333_3333_3333_3333
    }

    /// The number of eight digits, the first byte the highest: pairs, then fours, then all.
    @inline(__always)
    private static func eightDigits(_ word: UInt64) -> UInt64 {
        let digits = word &- 0x3030_3030_3030_3030
        let pairs = (digits &* 10) &+ (digits &>> 8)
        let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let high = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (low &+ high) &>> 32
    }

    /// The nearest `Double` of a whole number times a power of ten from -27 to 27.
    @inline(__always)
    private func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double {
        let zeros = mantissa.leadingZeroBitCount
        let scaled = mantissa &<< UInt64(zeros)
        let power = powersOfFive.span[unchecked: exponent &+ 27]
        var (high, low) = scaled.multipliedFullWidth(by: power.high)
        // Where the bits that are cut off are nearly all set, the rest of the power may carry into those that are kept.
        if high & 0x1FF == 0x1FF {
            let (sum, carry) = low.addingReportingOverflow(scaled.multipliedFullWidth(by: power.low).high)
            low = sum
            if carry { high &+= 1 }
        }
        let upper = high &>> 63
        var bits = high &>> (upper &+ 9)
        // 10^exponent is 5^exponent times 2^exponent; 217706 / 2^16 is the logarithm of 10 to the base of 2.
        var binary = Int((217_706 &* exponent) &>> 16) &+ 63 &+ Int(upper) &- zeros &+ 1023
        // Half way between two numbers, to the even one: only such powers divide so evenly.
        if low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1, bits &<< (upper &+ 9) == high { bits &= ~1 }
        bits = (bits &+ (bits & 1)) &>> 1
        if bits >= 1 &<< 53 {
            bits = 1 &<< 52
            binary &+= 1
        }
        return Double(bitPattern: UInt64(truncatingIfNeeded: binary) &<< 52 | bits & 0x000F_FFFF_FFFF_FFFF)
    }

    /// Numbers with a plus sign, an exponent, many digits or spaces.
    @inline(never)
    private func rareValue(of cell: LogCell, in bytes: Span<UInt8>) -> Double {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let content = cell.range.map { bytes[$0] }
        guard let lower = content.firstIndex(where: { !isSpace($0) }),
            let upper = content.lastIndex(where: { !isSpace($0) }),
            let value = DecimalNumber.parse(content, in: lower..<upper + 1), value.isFinite
        else { return .nan }
        return value
    }
}
