/// What changed between two texts, in the form that `patch` and `git apply` take.
package struct UnifiedDiff: Sendable {
    private static let context = 3

    /// The diff; empty where the texts are equal.
    package let text: String

    package init(name: String, from old: [UInt8], to new: [UInt8]) {
        let (before, after) = (Self.lines(of: old), Self.lines(of: new))
        let rows = Self.rows(before, after)
        var output = ""
        for hunk in Self.hunks(rows) { output += Self.text(of: rows[hunk], at: hunk.lowerBound, in: rows) }
        // As git writes a path from the root.
        let path = PrintableText.escaping(String(name.drop { $0 == "/" }))
        text = output.isEmpty ? "" : "--- a/\(path)\n+++ b/\(path)\n" + output
    }

    /// A line of either text: ` ` stands for both, `-` for the old one, `+` for the new one.
    private struct Row {
        let sign: Character
        let line: ArraySlice<UInt8>
    }

    /// The lines, each with its line break.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(bytes[start...offset])
            start = offset + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private static func rows(_ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]) -> [Row] {
        let difference = after.difference(from: before) { $0.elementsEqual($1) }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var rows: [Row] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if removed.contains(old) {
                rows.append(Row(sign: "-", line: before[old]))
                old += 1
            } else if inserted.contains(new) {
                rows.append(Row(sign: "+", line: after[new]))
                new += 1
            } else {
                rows.append(Row(sign: " ", line: before[old]))
                old += 1
                new += 1
            }
        }
        return rows
    }

    /// The stretches of rows that hold changes, with the lines round them; those that meet are one.
    private static func hunks(_ rows: [Row]) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in rows.indices where rows[index].sign != " " {
            let around = max(0, index - context)..<min(rows.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= around.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<around.upperBound
            } else {
                hunks.append(around)
            }
        }
        return hunks
    }

    private static func text(of hunk: ArraySlice<Row>, at start: Int, in rows: [Row]) -> String {
        let old = range(rows[..<start].count { $0.sign != "+" }, hunk.count { $0.sign != "+" })
        let new = range(rows[..<start].count { $0.sign != "-" }, hunk.count { $0.sign != "-" })
        var text = "@@ -\(old) +\(new) @@\n"
        for row in hunk {
            text.append(row.sign)
            text += String(decoding: row.line, as: UTF8.self)
            if row.line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
        }
        return text
    }

    /// An empty stretch is named by the line before it.
    private static func range(_ skipped: Int, _ count: Int) -> String {
        count == 1 ? "\(skipped + 1)" : "\(count == 0 ? skipped : skipped + 1),\(count)"
    }
}
