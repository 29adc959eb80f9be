extension Duration {
    /// Reads a length of time as plans write it: numbers with units from long to short and no space between, such as
    /// `250ms`, `30m`, `1h30m`, `1.5s`, `7d`. Nil for anything else.
    package init?(planText text: String) {
        let bytes = text.utf8.span
        if let simple = Duration(wholeUnits: bytes) {
            self = simple
            return
        }
        var rest = text[...].utf8
        var total: Int64 = 0
        var lastUnit: Int64 = .max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
            rest = rest[number.endIndex...]
            let unitText = rest.prefix { $0.isASCIILetter }
            rest = rest[unitText.endIndex...]
            guard let amount = Rational(decimal: Substring(number)),
                let unit = Self.units.first(where: { unitText.elementsEqual($0.name.utf8) })?.nanoseconds,
                unit < lastUnit, let part = Self.product(amount, unit)
            else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
            lastUnit = unit
        }
        self = .nanoseconds(total)
    }

    /// A whole number of one unit, as most are written: `30m`. Nil for anything else.
    package init?(wholeUnits text: Span<UInt8>) {
        var (amount, place): (Int64, Int) = (0, 0)
        // Longer numbers may overflow.
        while place < min(text.count, 9), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[place]) {
            amount = amount * 10 + Int64(text[place] - UInt8(ascii: "0"))
            place += 1
        }
        // A number has no leading zero.
        guard place > 0, place == 1 || text[0] != UInt8(ascii: "0"), place < text.count,
            let unit = Self.nanoseconds(of: text[place], text.count - place == 2 ? text[place + 1] : nil),
            text.count - place <= 2
        else { return nil }
        let (product, overflow) = amount.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        self = .nanoseconds(product)
    }

    /// How long the unit of one or two letters is; the same as `units` says, without going through their names.
    private static func nanoseconds(of first: UInt8, _ second: UInt8?) -> Int64? {
        switch (first, second) {
        case (UInt8(ascii: "w"), nil): 604_800_000_000_000
        case (UInt8(ascii: "d"), nil): 86_400_000_000_000
        case (UInt8(ascii: "h"), nil): 3_600_000_000_000
        case (UInt8(ascii: "m"), nil): 60_000_000_000
        case (UInt8(ascii: "s"), nil): 1_000_000_000
        case (UInt8(ascii: "m"), UInt8(ascii: "s")?): 1_000_000
        case (UInt8(ascii: "u"), UInt8(ascii: "s")?): 1000
        case (UInt8(ascii: "n"), UInt8(ascii: "s")?): 1
        default: nil
        }
    }

    /// So many times a number of nanoseconds, where that is a whole number of them.
    private static func product(_ amount: Rational, _ unit: Int64) -> Int64? {
        if amount.denominator == 1 {
            let (product, overflow) = Int64(amount.numerator).multipliedReportingOverflow(by: unit)
            return overflow ? nil : product
        }
        let product = Int128(amount.numerator) * Int128(unit)
        guard product % Int128(amount.denominator) == 0 else { return nil }
        return Int64(exactly: product / Int128(amount.denominator))
    }

    /// The length as plans write it, such as `1h30m`, `250ms` or `0s`.
    package var planText: String {
        var rest = nanoseconds.magnitude
        guard rest != 0 else { return "0s" }
        var text = nanoseconds < 0 ? "-" : ""
        for unit in Self.units where unit.name != "w" && rest >= unit.nanoseconds.magnitude {
            text += "\(rest / unit.nanoseconds.magnitude)\(unit.name)"
            rest %= unit.nanoseconds.magnitude
        }
        return text
    }

    /// The length in whole nanoseconds, which last for 292 years; anything longer counts as that.
    package var nanoseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000) }

    package var seconds: Double { Double(nanoseconds) / 1e9 }

    /// The units from long to short.
    package static let units: [(name: String, nanoseconds: Int64)] = [
        ("w", 604_800_000_000_000), ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
        ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1000), ("ns", 1),
    ]
}
