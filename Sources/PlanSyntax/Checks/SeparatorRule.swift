import Diagnostics

/// Refuses raw NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR, and offers the escape where one can be written.
struct SeparatorRule {
    let separators: [TextScan.Separator]

    /// - Parameter storage: the tree as far as it was read, to know what the character stands in; nil where nothing was.
    func check(_ bytes: [UInt8], in storage: SyntaxStorage?, _ findings: inout Findings) {
        guard !separators.isEmpty else { return }
        let scalars = storage?.records.filter { $0.kind == .scalar } ?? []
        var next = 0
        for separator in separators {
            while next < scalars.count, scalars[next].upper <= separator.range.lowerBound { next += 1 }
            let scalar =
                next < scalars.count && scalars[next].range.contains(separator.range.lowerBound) ? scalars[next] : nil
            let escape = SeparatorRule.escape(of: separator.scalar)
            // A fix is worth offering for a short text only; a long one would be copied once for each of its separators.
            let isShort = (scalar?.range.count ?? 0) <= 1_024
            findings.report(
                .lineSeparator,
                "the invisible character U+\(hexadecimal(separator.scalar, digits: 4)) stands in the text",
                at: separator.range,
                "some readers end the line here",
                help: ["write it as `\(escape)` in double quotes, or delete it"],
                fix: storage == nil || !isShort ? nil : fix(for: separator, in: scalar, of: bytes)
            )
        }
    }

    private func fix(
        for separator: TextScan.Separator,
        in scalar: SyntaxRecord?,
        of bytes: [UInt8]
    ) -> (range: Range<Int>, replacement: String)? {
        // Outside every value it stands in a comment or between values, where a space is as good.
        guard let scalar else { return (separator.range, " ") }
        if scalar.style == .doubleQuoted { return (separator.range, SeparatorRule.escape(of: separator.scalar)) }
        let isOneLine = !bytes[scalar.range].contains(where: \.isBreak)
        let needsMore = bytes[scalar.range].contains { $0 == .backslash || $0 == .doubleQuote }
        guard isOneLine, !needsMore, scalar.style == .plain || scalar.style == .singleQuoted else { return nil }
        var text = bytes.string(in: scalar.style == .plain ? scalar.range : scalar.range.dropFirst().dropLast())
        if scalar.style == .singleQuoted {
            guard !text.contains("''") else { return nil }
        }
        text = text.unicodeScalars.map { scalar in
            [0x85, 0x2028, 0x2029].contains(scalar.value) ? SeparatorRule.escape(of: scalar.value) : String(scalar)
        }.joined()
        return (scalar.range, "\"\(text)\"")
    }

    private static func escape(of scalar: UInt32) -> String {
        switch scalar {
        case 0x85: "\\N"
        case 0x2028: "\\L"
        default: "\\P"
        }
    }
}
