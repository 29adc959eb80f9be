/// A scalar's text with its variables replaced, and which part of it came from where.
///
/// Whoever knows the variables makes it; the tree only shows the new text in place of the written one and keeps places
/// right: they are those of the variables as the author wrote them.
package struct ScalarExpansion: Sendable, Hashable {
    package struct Piece: Sendable, Hashable {
        /// Its bytes in the new text.
        package let content: Range<Int>
        /// Its bytes in the scalar's own text.
        package let written: Range<Int>
        /// The variable that stood there, or nil for what the author wrote; empty where none could be read.
        package let variable: String?

        package init(content: Range<Int>, written: Range<Int>, variable: String?) {
            self.content = content
            self.written = written
            self.variable = variable
        }
    }

    package let text: String
    /// In order and without gaps.
    package let pieces: [Piece]
    /// Whether the new text is text whatever it looks like; otherwise it is what YAML takes it for without quotes.
    package let isText: Bool

    package init(text: String, pieces: [Piece], isText: Bool) {
        self.text = text
        self.pieces = pieces
        self.isText = isText
    }

    /// The names of its variables, in order.
    package var variables: [String] { pieces.compactMap(\.variable) }

    /// The bytes of the scalar's own text that a part of the new text came from: a variable counts as a whole.
    func written(of range: Range<Int>) -> Range<Int> {
        var lower: Int?
        var upper = 0
        for piece in pieces where piece.content.overlaps(range) || piece.content.contains(range.lowerBound) {
            let isWhole = piece.variable != nil || piece.content.count != piece.written.count
            let start = isWhole ? 0 : max(0, range.lowerBound - piece.content.lowerBound)
            let end =
                isWhole ? piece.written.count : min(piece.written.count, range.upperBound - piece.content.lowerBound)
            lower = lower ?? piece.written.lowerBound + start
            upper = piece.written.lowerBound + end
        }
        let last = pieces.last?.written.upperBound ?? 0
        return lower.map { $0..<max($0, upper) } ?? last..<last
    }
}
