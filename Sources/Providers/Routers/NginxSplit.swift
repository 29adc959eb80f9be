import Plan

/// The `split_clients` of a file that nginx includes, where it divides between the candidate and the baseline alone:
///
///     split_clients "$cookie_user" $model {
///         5%  candidate;
///         *   baseline;
///     }
///
/// nginx knows hundredths of a percent, and has no way to write none: a part that gets nothing is left out.
struct NginxSplit {
    /// Why a file has no such division, in words that follow its name.
    struct Problem: Error {
        let text: String
    }

    /// The smallest share, as a part of the whole.
    static let steps = 10_000

    let share: Rational
    private let bytes: [UInt8]
    /// What stands between the braces.
    private let body: Range<Int>
    private let candidate: String
    private let baseline: String

    init(_ bytes: [UInt8], candidate: String, baseline: String) throws(Problem) {
        self.bytes = bytes
        self.candidate = candidate
        self.baseline = baseline
        let blocks = NginxScanner.blocks(of: "split_clients", in: bytes)
        guard blocks.count == 1 else {
            throw Problem(
                text: "must have one `split_clients` block, and has \(blocks.count == 0 ? "none" : "several")"
            )
        }
        body = blocks[0]
        let text = String(decoding: bytes[body], as: UTF8.self)
        guard !text.contains("#") else {
            throw Problem(text: "has a comment in its `split_clients` block, which would be lost")
        }
        let entries = text.split(separator: ";").map { $0.split(whereSeparator: \.isWhitespace) }.filter { !$0.isEmpty }
        share = try Self.share(of: entries, candidate, baseline)
    }

    private static func share(
        of entries: [[Substring]],
        _ candidate: String,
        _ baseline: String
    ) throws(Problem) -> Rational {
        if entries == [["*", candidate[...]]] { return .one }
        if entries == [["*", baseline[...]]] { return .zero }
        guard entries.count == 2, entries[1] == ["*", baseline[...]], entries[0].count == 2, entries[0][1] == candidate
        else {
            throw Problem(
                text: "must divide between `\(candidate)` first and `\(baseline)` for the rest (`*`), and nothing else"
            )
        }
        let percent = entries[0][0]
        guard percent.last == "%", let share = Rational(decimal: percent.dropLast())?.divided(by: 100), share <= .one
        else { throw Problem(text: "gives `\(candidate)` the part `\(percent)`, which is no percentage") }
        return share
    }

    /// The nearest share, not more than the one asked, that nginx can be given.
    static func nearest(to share: Rational) -> Rational {
        let steps = Int128(share.numerator) * Int128(steps) / Int128(share.denominator)
        return Rational(Int(steps), Self.steps) ?? .zero
    }

    /// The file with this share, one of `nearest`, and everything outside the braces as it was.
    func giving(_ share: Rational) -> [UInt8] {
        var lines: [String] = []
        switch share {
        case .zero: lines = ["* \(baseline);"]
        case .one: lines = ["* \(candidate);"]
        default: lines = ["\(share.percentText) \(candidate);", "* \(baseline);"]
        }
        let text = "\n" + lines.map { "    " + $0 + "\n" }.joined()
        var changed = bytes
        changed.replaceSubrange(body, with: Array(text.utf8))
        return changed
    }
}

/// Finds blocks in a configuration of nginx: words, quoted texts, comments, braces.
private enum NginxScanner {
    /// What stands between the braces of each block with that name.
    static func blocks(of name: String, in bytes: [UInt8]) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        var offset = 0
        var isWanted = false
        var start: Int?
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "#"): offset = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            case UInt8(ascii: "\""), UInt8(ascii: "'"): offset = end(ofQuotedAt: offset, in: bytes)
            case UInt8(ascii: "{"):
                if isWanted { start = offset + 1 }
                isWanted = false
                offset += 1
            case UInt8(ascii: "}"):
                if let start { blocks.append(start..<offset) }
                start = nil
                offset += 1
            case UInt8(ascii: ";"):
                isWanted = false
                offset += 1
            case 0...0x20: offset += 1
            default:
                let end = end(ofWordAt: offset, in: bytes)
                if bytes[offset..<end].elementsEqual(name.utf8) { isWanted = true }
                offset = end
            }
        }
        return blocks
    }

    private static func end(ofQuotedAt start: Int, in bytes: [UInt8]) -> Int {
        var offset = start + 1
        while offset < bytes.count, bytes[offset] != bytes[start] {
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(offset + 1, bytes.count)
    }

    private static func end(ofWordAt start: Int, in bytes: [UInt8]) -> Int {
        var offset = start
        while offset < bytes.count {
            let byte = bytes[offset]
            // The braces of `${name}` are the word's own.
            if byte == UInt8(ascii: "$"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "{") {
                offset = (bytes[offset...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count - 1) + 1
                continue
            }
            if byte <= 0x20 || ";{}".utf8.contains(byte) { return offset }
            offset += 1
        }
        return offset
    }
}
