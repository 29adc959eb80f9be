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
        let number = storage.source[digits.startIndex..<comma] + [UInt8(ascii: ".")] + tail
        findings.report(
            .decimalComma,
            "a comma splits the number `\(storage.source.excerpt(digits.startIndex..<tail.endIndex))` in two",
            at: digits.startIndex..<tail.endIndex,
            "YAML ends an item at every comma",
            help: ["write it with a point: `\(String(decoding: number, as: UTF8.self))`"],
            fix: (comma..<comma + 1, ".")
        )
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
