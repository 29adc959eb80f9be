import Diagnostics
import PlanSyntax

/// A text behind `|` or `>`: its lines as they stand, to be indented anew.
struct BlockScalar {
    /// `|` or `>` with the signs behind it.
    let header: String
    /// Without indentation; they may end with blanks, which are a part of the text.
    let lines: [String]
    /// Whether blank lines after it would be a part of it.
    var keepsBlankLines: Bool { header.hasSuffix("+") }

    /// - Parameter parentColumn: the column of the collection around it, which a digit in its header counts from; nil for none.
    init(_ node: SyntaxNode, in bytes: [UInt8], parentColumn: Int?) {
        let text = node.text
        let isFolded = node.style == .folded
        let start = node.span.lowerBound
        let headerEnd = bytes.lineEnd(of: start)
        let trailing = text.utf8.reversed().prefix { $0 == [UInt8].newline }.count
        var lines: [String]
        if isFolded, !text.isEmpty {
            let body = BlockScalar.bodyRange(of: node, in: bytes, from: headerEnd)
            let indentation = BlockScalar.indentation(of: node, in: bytes, body: body, parentColumn: parentColumn)
            lines = bytes.lines(in: body).map { line in
                let blanks = line.prefix { bytes[$0] == UInt8(ascii: " ") }.count
                return bytes.string(line.lowerBound + min(blanks, indentation)..<line.upperBound)
            }
        } else {
            lines =
                text.isEmpty
                ? []
                : text.dropLast(min(trailing, 1)).split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init
                )
            // The blank lines at the end are added below, as those of a folded text.
            lines.removeLast(min(lines.count, max(0, trailing - 1)))
        }
        // A text of line breaks alone is blank lines that are kept.
        let isAllBreaks = !text.isEmpty && trailing == text.utf8.count
        if isAllBreaks { lines = [] }
        lines += Array(repeating: "", count: isAllBreaks ? trailing : max(0, trailing - 1))

        let first = lines.first { !$0.isEmpty } ?? ""
        let needsDigit = first.hasPrefix(" ") || first.hasPrefix("\t")
        let keeps = trailing > 1 || isAllBreaks
        let strips = text.isEmpty ? BlockScalar.isStripped(bytes, from: start) : trailing == 0
        header = (isFolded ? ">" : "|") + (needsDigit ? "2" : "") + (keeps ? "+" : strips ? "-" : "")
        self.lines = lines
    }

    /// The lines of the text, without the blank lines after it.
    private static func bodyRange(of node: SyntaxNode, in bytes: [UInt8], from headerEnd: Int) -> Range<Int> {
        let isPair =
            headerEnd + 1 < bytes.count && bytes[headerEnd] == [UInt8].carriageReturn
            && bytes[headerEnd + 1] == [UInt8].newline
        let start = min(bytes.count, headerEnd + (isPair ? 2 : 1))
        return start..<max(start, bytes.lineEnd(of: node.span.upperBound))
    }

    private static func indentation(
        of node: SyntaxNode,
        in bytes: [UInt8],
        body: Range<Int>,
        parentColumn: Int?
    ) -> Int {
        var offset = node.span.lowerBound + 1
        while offset < bytes.count, !bytes.isBlankOrBreak(offset) {
            if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[offset]) {
                return (parentColumn ?? 0) + Int(bytes[offset] - UInt8(ascii: "0"))
            }
            offset += 1
        }
        let first = bytes.lines(in: body).first { !$0.allSatisfy { bytes[$0] == UInt8(ascii: " ") } }
        return first.map { $0.prefix { bytes[$0] == UInt8(ascii: " ") }.count } ?? 0
    }

    private static func isStripped(_ bytes: [UInt8], from start: Int) -> Bool {
        bytes[start..<bytes.lineEnd(of: start)].prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "#") }.contains(
            UInt8(ascii: "-")
        )
    }
}
