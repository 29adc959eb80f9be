/// Where the bytes of a scalar's text stand in its source, for text that is not there as it stands: over several lines, in
/// a block, or with escapes.
///
/// Blanks and line breaks may have become others, but whatever stands between them is there in the same order, so that both
/// sides are walked together.
struct ScalarPlaces {
    /// Of each byte of the text the source that says it.
    private var places: [Range<Int>] = []

    /// - Parameters:
    ///   - source: All of the file.
    ///   - range: The scalar in it, with its quotes or its block header.
    /// - Returns: nil where the two do not fit together.
    init?(of text: ArraySlice<UInt8>, in source: [UInt8], at range: Range<Int>, style: SyntaxNode.Style) {
        let text = Array(text)
        var end = range.upperBound
        var place = range.lowerBound
        switch style {
        case .singleQuoted, .doubleQuoted:
            place += 1
            end -= 1
        case .literal, .folded:
            while place < end, source[place] != UInt8(ascii: "\n") { place += 1 }
        default: break
        }
        places.reserveCapacity(text.count)
        // The indentation of a block's first line is none of the text.
        if let first = text.first, !first.isSpacing { place = source.endOfBlanks(from: place, to: end) }
        while places.count < text.count {
            let byte = text[places.count]
            if style == .doubleQuoted, place < end, source[place] == UInt8(ascii: "\\") {
                guard let escape = Escape(source, at: place, to: end) else { return nil }
                guard text.count - places.count >= escape.textLength else { return nil }
                places += Array(repeating: place..<place + escape.length, count: escape.textLength)
                place += escape.length
            } else if byte.isSpacing {
                let next = source.endOfBlanks(from: place, to: end)
                // The line break at the end of a block is not the scalar's any more.
                guard next > place || place == end else { return nil }
                while places.count < text.count, text[places.count].isSpacing {
                    places.append(place..<min(place + 1, next))
                    place = max(place, min(place + 1, next - 1))
                }
                place = next
            } else {
                guard place < end, source[place] == byte else { return nil }
                let isDoubled = style == .singleQuoted && byte == UInt8(ascii: "'")
                places.append(place..<place + (isDoubled ? 2 : 1))
                place += isDoubled ? 2 : 1
            }
        }
    }

    /// Where a part of the text stands, given in its bytes.
    func span(of range: Range<Int>) -> Range<Int>? {
        guard let last = places.last else { return nil }
        let range = range.clamped(to: 0..<places.count)
        let start = range.lowerBound < places.count ? places[range.lowerBound].lowerBound : last.upperBound
        return start..<(range.isEmpty ? start : places[range.upperBound - 1].upperBound)
    }
}

/// An escape in double quotes, of which YAML 1.2.2 section 5.7 has the list.
private struct Escape {
    /// How many bytes it has in the source.
    let length: Int
    /// How many bytes it makes in the text.
    let textLength: Int

    init?(_ source: [UInt8], at place: Int, to end: Int) {
        guard place + 1 < end else { return nil }
        let kind = source[place + 1]
        let digits: Int
        switch kind {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            length = source.endOfBlanks(from: place + 1, to: end) - place
            textLength = 0
            return
        case UInt8(ascii: "x"): digits = 2
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        default:
            length = 2
            textLength =
                kind == UInt8(ascii: "L") || kind == UInt8(ascii: "P")
                ? 3 : kind == UInt8(ascii: "N") || kind == UInt8(ascii: "_") ? 2 : 1
            return
        }
        guard place + 2 + digits <= end,
            let value = UInt32(String(decoding: source[place + 2..<place + 2 + digits], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        length = 2 + digits
        textLength = UTF8.width(scalar)
    }
}

extension [UInt8] {
    fileprivate func endOfBlanks(from start: Int, to end: Int) -> Int {
        var place = start
        while place < end, self[place].isSpacing { place += 1 }
        return place
    }
}

extension UInt8 {
    fileprivate var isSpacing: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
