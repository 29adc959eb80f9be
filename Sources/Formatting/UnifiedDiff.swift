/// Two texts compared line by line, in the form that `patch` and `git apply` read.
package struct UnifiedDiff {
    /// How many unchanged lines are shown around a change.
    private static let context = 3

    private let lines: [(mark: Character, text: Substring)]

    package init(from old: String, to new: String) {
        let (before, after) = (Self.lines(of: old), Self.lines(of: new))
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [(Character, Substring)] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if removed.contains(i) {
                lines.append(("-", before[i]))
                i += 1
            } else if inserted.contains(j) {
                lines.append(("+", after[j]))
                j += 1
            } else {
                lines.append((" ", before[i]))
                i += 1
                j += 1
            }
        }
        self.lines = lines
    }

    /// The difference under the file's name; empty where there is none.
    package func text(of name: String) -> String {
        var text = ""
        var place = (old: 1, new: 1)
        var index = 0
        while let hunk = hunk(from: index) {
            for line in lines[index..<hunk.lowerBound] { advance(&place, line.mark) }
            var end = place
            var body = ""
            for line in lines[hunk] {
                advance(&end, line.mark)
                body += "\(line.mark)\(line.text)"
                if line.text.utf8.last != UInt8(ascii: "\n") { body += "\n\\ No newline at end of file\n" }
            }
            text += "@@ -\(range(place.old, end.old)) +\(range(place.new, end.new)) @@\n" + body
            place = end
            index = hunk.upperBound
        }
        // As git writes a path from the root.
        let path = name.drop { $0 == "/" }
        return text.isEmpty ? "" : "--- a/\(path)\n+++ b/\(path)\n" + text
    }

    /// The next changes with the lines around them; changes that are near each other are shown together.
    private func hunk(from start: Int) -> Range<Int>? {
        guard let first = lines[start...].firstIndex(where: { $0.mark != " " }) else { return nil }
        var last = first
        var index = first + 1
        while index < lines.count, index - last <= 2 * Self.context {
            if lines[index].mark != " " { last = index }
            index += 1
        }
        return max(start, first - Self.context)..<min(lines.count, last + 1 + Self.context)
    }

    private func advance(_ place: inout (old: Int, new: Int), _ mark: Character) {
        if mark != "+" { place.old += 1 }
        if mark != "-" { place.new += 1 }
    }

    /// A range of lines; one of none stands behind the line before it.
    private func range(_ start: Int, _ end: Int) -> String {
        let count = end - start
        return count == 1 ? "\(start)" : "\(count == 0 ? start - 1 : start),\(count)"
    }

    /// Lines with their breaks, split by bytes, as CR LF is one character.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.utf8.startIndex
        while start < text.utf8.endIndex {
            let end =
                text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) }
                ?? text.utf8.endIndex
            lines.append(text[start..<end])
            start = end
        }
        return lines
    }
}
