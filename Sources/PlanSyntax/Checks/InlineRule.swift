import Diagnostics

/// Refuses inline lists and mappings whose items YAML has split at a comma inside parentheses, and dashes that stand alone.
struct InlineRule {
    func check(_ storage: SyntaxStorage, _ ids: Range<Int>, _ findings: inout Findings) {
        // `(` and `)` differ in one bit.
        let hasParentheses = storage.source.has(UInt8(ascii: "("), ignoring: 1)
        for id in ids {
            let record = storage.records[id]
            guard record.style == .flow, record.kind == .sequence || record.kind == .mapping else { continue }
            checkDashes(of: id, storage, &findings)
            if hasParentheses { checkParentheses(of: id, storage, &findings) }
        }
    }

    private func checkDashes(of id: Int, _ storage: SyntaxStorage, _ findings: inout Findings) {
        for child in storage.children(of: id) {
            let record = storage.records[child]
            guard record.kind == .scalar, record.style == .plain, record.length == 1,
                storage.text(of: child).first == .dash
            else { continue }
            findings.report(
                .inlineDash,
                "a `-` stands alone in brackets",
                at: record.range,
                help: ["put it in quotes if the text `-` is meant"],
                fix: (record.range, "\"-\"")
            )
        }
    }

    /// Looks for items with more opening than closing parentheses, or the other way round.
    private func checkParentheses(of id: Int, _ storage: SyntaxStorage, _ findings: inout Findings) {
        var open: (item: Range<Int>, depth: Int)?
        let isList = storage.records[id].kind == .sequence
        let start = Int(storage.records[id].lower)
        for child in storage.children(of: id) {
            let record = storage.records[child]
            guard record.kind == .scalar, record.style == .plain else { continue }
            let change = balance(of: storage.text(of: child))
            if let begun = open {
                open?.depth += change
                guard begun.depth + change <= 0 else { continue }
                let whole = begun.item.lowerBound..<Int(record.upper)
                findings.report(
                    .unbalancedInlineList,
                    "a comma inside parentheses splits `\(storage.source.excerpt(whole))` into several items",
                    at: whole,
                    "YAML ends an item at every comma",
                    help: Bracketed.help(Bracketed(storage.source, from: start), isList: isList),
                    fix: isList ? Bracketed(storage.source, from: start)?.fix : nil
                )
                open = nil
            } else if change > 0 {
                open = (record.range, change)
            } else if change < 0 {
                report("this item has a `)` with no `(`", at: record.range, isList, &findings)
            }
        }
        if let open { report("this item has a `(` with no `)`", at: open.item, isList, &findings) }
    }

    private func report(
        _ message: String,
        at range: Range<Int>,
        _ isList: Bool,
        _ findings: inout Findings
    ) {
        findings.report(.unbalancedInlineList, message, at: range, help: Bracketed.help(nil, isList: isList))
    }

    private func balance(of text: ArraySlice<UInt8>) -> Int {
        var depth = 0
        for byte in text {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
        }
        return depth
    }
}
