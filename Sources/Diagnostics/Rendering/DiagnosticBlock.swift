/// The lines of text for one diagnostic: its headline, the source it is about, and what helps.
struct DiagnosticBlock {
    private let diagnostic: Diagnostic
    private let map: SourceMap
    private let style: TerminalStyle
    private var lines: [String] = []
    /// The columns that line numbers take.
    private var numberWidth = 1

    init(_ diagnostic: Diagnostic, in map: SourceMap, style: TerminalStyle) {
        self.diagnostic = diagnostic
        self.map = map
        self.style = style
        let labels = [diagnostic.primary] + diagnostic.secondary
        for label in labels where !map[label.span.file].bytes.isEmpty {
            numberWidth = max(numberWidth, String(lineNumber(of: label)).count)
        }
        appendHeadline()
        appendSources(of: labels)
        appendRemarks()
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func appendHeadline() {
        let code = "\(diagnostic.severity.rawValue)[\(diagnostic.code.id)]"
        let message = ": " + PrintableText.escaping(diagnostic.message)
        lines.append(style.apply(diagnostic.severity.role, to: code) + style.apply(.strong, to: message))
    }

    /// The file of the primary label first, then the others in the order they are named.
    private mutating func appendSources(of labels: [Diagnostic.Label]) {
        var files: [SourceFile.ID] = []
        for label in labels where !files.contains(label.span.file) { files.append(label.span.file) }
        for (index, id) in files.enumerated() {
            let file = map[id]
            let own = labels.filter { $0.span.file == id }
            appendPlace(of: own[0], arrow: index == 0 ? "-->" : ":::")
            guard !file.bytes.isEmpty else { continue }
            appendFrame()
            appendSnippets(of: own, in: file)
        }
    }

    private mutating func appendPlace(of label: Diagnostic.Label, arrow: String) {
        let file = map[label.span.file]
        var place = PrintableText.escaping(file.name)
        if !file.bytes.isEmpty {
            let position = file.position(of: label.span.lowerBound)
            place += ":\(position.line):\(position.column)"
        }
        lines.append(String(repeating: " ", count: numberWidth) + style.apply(.frame, to: arrow) + " " + place)
    }

    private mutating func appendSnippets(of labels: [Diagnostic.Label], in file: SourceFile) {
        var shown: Int?
        for group in Self.groups(of: labels, in: file) {
            let number = lineNumber(of: group[0])
            let line = file.lineRange(containing: group[0].span.lowerBound)
            if let shown, number == shown + 2 {
                // A gap of one line is shown: it takes no more room than the dots.
                let between = file.lineRange(containing: line.lowerBound - 1)
                let start = between.lowerBound
                appendSource(number: number - 1, SnippetLine(of: file, showing: start..<start).text)
            } else if let shown, number > shown + 1 {
                lines.append(style.apply(.frame, to: "..."))
            }
            let range = Self.extent(of: group, in: line)
            let snippet = SnippetLine(of: file, showing: range)
            appendSource(number: number, snippet.text)
            let marks = group.map { label in
                MarkRows.Mark(
                    columns: snippet.columns(of: Self.clip(label, to: line)),
                    text: label.text,
                    isPrimary: label == diagnostic.primary
                )
            }
            for row in MarkRows(style: style, primaryRole: diagnostic.severity.role).rows(for: marks) {
                lines.append(gutter("") + " " + row)
            }
            shown = number
        }
    }

    private mutating func appendRemarks() {
        if map[diagnostic.primary.span.file].bytes.isEmpty, !diagnostic.primary.text.isEmpty {
            appendRemark("note", diagnostic.primary.text)
        }
        let remarks = diagnostic.notes.map { ("note", $0) } + diagnostic.help.map { ("help", $0) }
        if !remarks.isEmpty, !map[diagnostic.primary.span.file].bytes.isEmpty { appendFrame() }
        for (kind, text) in remarks { appendRemark(kind, text) }
    }

    /// A remark may have several lines; the later ones stand under the first.
    private mutating func appendRemark(_ kind: String, _ text: String) {
        let indent = String(repeating: " ", count: numberWidth + 1)
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let start =
                index == 0
                ? indent + style.apply(.frame, to: "=") + " " + style.apply(.strong, to: kind) + ": "
                : indent + String(repeating: " ", count: kind.count + 4)
            lines.append(start + PrintableText.escaping(String(part)))
        }
    }

    private mutating func appendSource(number: Int, _ text: String) {
        lines.append(gutter(String(number)) + (text.isEmpty ? "" : " " + text))
    }

    private mutating func appendFrame() { lines.append(gutter("")) }

    private func gutter(_ number: String) -> String {
        let padding = String(repeating: " ", count: max(0, numberWidth - number.count))
        return style.apply(.frame, to: padding + number + " |")
    }

    private func lineNumber(of label: Diagnostic.Label) -> Int {
        map[label.span.file].position(of: label.span.lowerBound).line
    }

    /// The labels that one printed line can carry: those of one line of source that are near enough to each other.
    private static func groups(of labels: [Diagnostic.Label], in file: SourceFile) -> [[Diagnostic.Label]] {
        var groups: [[Diagnostic.Label]] = []
        for label in labels.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
            let line = file.lineRange(containing: label.span.lowerBound)
            if let group = groups.last, let first = group.first,
                file.lineRange(containing: first.span.lowerBound) == line,
                extent(of: group + [label], in: line).count <= SnippetLine.maximumColumns
            {
                groups[groups.count - 1].append(label)
            } else {
                groups.append([label])
            }
        }
        return groups
    }

    private static func extent(of labels: [Diagnostic.Label], in line: Range<Int>) -> Range<Int> {
        let ranges = labels.map { clip($0, to: line) }
        let lower = ranges.map(\.lowerBound).min() ?? line.lowerBound
        return lower..<max(lower, ranges.map(\.upperBound).max() ?? lower)
    }

    /// The part of a span on its first line.
    private static func clip(_ label: Diagnostic.Label, to line: Range<Int>) -> Range<Int> {
        let lower = min(max(label.span.lowerBound, line.lowerBound), line.upperBound)
        return lower..<min(max(label.span.upperBound, lower), line.upperBound)
    }
}
