import Diagnostics

/// Refuses numbers in inline lists and mappings that are written as in `0,9`, which YAML has split at the comma.
///
/// A list of numbers may be written so, with nothing around its commas; a list of conditions is none, and no key stands
/// without its value.
struct DecimalCommaRule {
    func check(_ storage: SyntaxStorage, _ ids: Range<Int>, _ findings: inout Findings) {
        for id in ids {
            let record = storage.records[id]
            guard record.style == .flow, record.kind == .sequence || record.kind == .mapping else { continue }
            let isList = record.kind == .sequence
            var before: Int?
            for (place, child) in storage.children(of: id).enumerated() {
                // In a mapping, it is before a key that a value is cut off.
                if isList || place.isMultiple(of: 2), let before { check(before, child, isList, storage, &findings) }
                before = child
            }
        }
    }

    private func check(
        _ before: Int,
        _ after: Int,
        _ isList: Bool,
        _ storage: SyntaxStorage,
        _ findings: inout Findings
    ) {
        let (left, right) = (storage.records[before], storage.records[after])
        guard right.lower == left.upper + 1, left.style == .plain, right.style == .plain, left.kind == .scalar,
            right.kind == .scalar, right.isVerbatim
        else { return }
        let whole = storage.source[left.range]
        let tail = storage.source[right.range]
        let unit = tail.drop { $0.isDigit }
        guard whole.last?.isDigit == true, unit.count < tail.count, Self.units.contains(Array(unit)) else { return }
        let isSplit = isList ? whole.contains(where: Self.compares) : storage.records[after + 1].isMissing
        guard isSplit else { return }
        let comma = Int(left.upper)
        let digits = whole.suffix(while: \.isDigit)
        // `0.8,5` is no number in anybody's notation.
        guard digits.isEmpty || whole.dropLast(digits.count).last != UInt8(ascii: ".") else { return }
        let groups = Self.groups(digits, in: storage.source)
        let end = max(groups ?? tail.endIndex, tail.endIndex)
        let number = String(
            decoding: storage.source[digits.startIndex..<comma] + [UInt8(ascii: ".")] + tail,
            as: UTF8.self
        )
        let thousands = storage.source[digits.startIndex..<end].filter { $0 != UInt8(ascii: ",") }
        let isSingle = end == tail.endIndex
        findings.report(
            .decimalComma,
            "a comma splits the number `\(storage.source.excerpt(digits.startIndex..<end))` in two",
            at: digits.startIndex..<end,
            "YAML ends an item at every comma",
            help: groups == nil
                ? ["write it with a point: `\(number)`"]
                : [
                    "write `\(String(decoding: thousands, as: UTF8.self))` where the comma sets thousands apart"
                        + (isSingle ? ", and `\(number)` where it is the decimal one" : "")
                ],
            // Nobody but the writer knows whether `1,000` is a thousand or one.
            fix: groups == nil ? (comma..<comma + 1, ".") : nil
        )
    }

    /// Where a number ends whose digits, as in `1,000,000`, may be set apart in threes; nil where they cannot be.
    private static func groups(_ first: ArraySlice<UInt8>, in source: [UInt8]) -> Int? {
        guard (1...3).contains(first.count), first.first != UInt8(ascii: "0") else { return nil }
        var end = first.endIndex
        while end + 4 <= source.count, source[end] == UInt8(ascii: ","),
            source[end + 1..<end + 4].allSatisfy(\.isDigit), !(end + 4 < source.count && source[end + 4].isDigit)
        {
            end += 4
        }
        return end > first.endIndex ? end : nil
    }

    private static let units = ["", "%", "ms", "s", "m", "h", "d"].map { Array($0.utf8) }

    private static func compares(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=")
    }
}

extension ArraySlice<UInt8> {
    fileprivate func suffix(while isKept: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[(lastIndex { !isKept($0) }.map { $0 + 1 } ?? startIndex)...]
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
