import Diagnostics

/// Finds the comments of a text: what begins with `#` between its values, and behind the header of a block of text.
struct CommentFinder {
    let storage: SyntaxStorage

    /// Each comment from its `#` to its last character, in the order of the text.
    func ranges() -> [Range<Int>] {
        let bytes = storage.source
        var comments: [Range<Int>] = []
        let start = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        var place = start
        for leaf in storage.records where leaf.kind == .scalar || leaf.kind == .alias {
            if place < leaf.lower { collect(place..<Int(leaf.lower), in: bytes, from: start, &comments) }
            place = max(place, Int(leaf.upper))
            if leaf.kind == .scalar, leaf.style == .literal || leaf.style == .folded {
                let header = bytes.blockHeaderEnd(from: Int(leaf.lower))
                let end = bytes.lineEnd(of: header)
                collect(header..<end, in: bytes, from: start, &comments)
                place = max(place, end)
            }
        }
        collect(place..<bytes.count, in: bytes, from: start, &comments)
        return comments
    }

    /// The comments of a stretch that holds no text of a value; the whole text begins at `start`.
    private func collect(_ gap: Range<Int>, in bytes: [UInt8], from start: Int, _ comments: inout [Range<Int>]) {
        var place = gap.lowerBound
        while place < gap.upperBound {
            // A `#` behind another sign belongs to an anchor or a tag, or is an error.
            guard bytes[place] == .hash, place == start || bytes[place - 1].isBlankOrBreak else {
                place += 1
                continue
            }
            let end = bytes.lineEnd(of: place)
            comments.append(place..<bytes.trimmedEnd(end, notBefore: place))
            place = end
        }
    }
}
