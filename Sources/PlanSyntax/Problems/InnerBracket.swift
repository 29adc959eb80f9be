/// A bracket that follows text inside an item of an inline list or mapping, as the second in `[recall[x] > 1]`.
///
/// libyaml reads ahead and may give up anywhere behind such a bracket, so the line is looked through from its beginning.
struct InnerBracket {
    let outer: Int
    let inner: Int

    /// - Parameters:
    ///   - place: where libyaml gave up; brackets up to there count.
    ///   - flow: where the innermost bracket stands that libyaml knew to be open.
    init?(_ bytes: [UInt8], before place: Int, within flow: Int?) {
        let lineStart = bytes.lineStart(of: place)
        var open = flow.map { $0 < lineStart ? [$0] : [] } ?? []
        var quote: UInt8?
        // The last byte that is no blank: what a bracket or a quote stands behind.
        var last: UInt8?
        for offset in lineStart..<min(bytes.count, place + 1) {
            let byte = bytes[offset]
            if byte.isBlank { continue }
            defer { last = byte }
            if let mark = quote {
                if byte == mark { quote = nil }
                continue
            }
            // Where a value can begin, a bracket opens a list or a mapping, and a quote a text.
            let isValueStart = last.map { $0 == .comma || $0 == .colon || $0 == .dash || $0.isOpeningBracket } ?? true
            if byte == .quote || byte == .doubleQuote {
                if isValueStart { quote = byte }
            } else if byte.isOpeningBracket {
                if isValueStart {
                    open.append(offset)
                } else if let outer = open.last, last != .quote, last != .doubleQuote, last?.isClosingBracket != true {
                    self.outer = outer
                    self.inner = offset
                    return
                }
            } else if byte.isClosingBracket {
                _ = open.popLast()
            }
        }
        return nil
    }
}
