import Diagnostics
import Formatting
import PlanSyntax
import Testing

/// Plans spaced and commented at random: the meaning stays, the form is the same when it is written again, and every
/// comment is there once, in order, beside what it stood beside.
struct SpacingTests {
    /// SplitMix64 (Steele, Lea, Flood 2014): the same inputs in every run.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(arguments: Golden.corpus)
    func spacingAndCommentsAtRandom(path: String) throws {
        let bytes = try Golden.read(path)
        guard Reading(bytes).tree != nil else { return }
        let content = Reading(bytes).content
        var random = Random(state: UInt64(bytes.count))
        var tried = 0
        // A long text that is changed in many places seldom says the same afterwards, so some are changed in a few.
        let densities = [1, 0.5, 0.2, 0.1, 0.02]
        for attempt in 0..<(path.contains("/err/") ? 5 : 25) {
            let spaced = Spacing(bytes, density: densities[attempt % densities.count], &random)
            let before = Reading(spaced.bytes)
            // Some places take no line break or no comment; then the text says something else, or nothing.
            guard before.tree != nil, before.content == content else { continue }
            tried += 1
            let source = String(decoding: spaced.bytes, as: UTF8.self)
            guard let once = Reading.format(spaced.bytes).text else {
                Issue.record("\(Reading.format(spaced.bytes).diagnostics.map(\.message))\n\(source)")
                continue
            }
            let after = Reading(Array(once.utf8))
            #expect(after.content == content, "\(source)")
            #expect(Reading.format(after.bytes).text == once, "\(source)\n---\n\(once)")
            checkComments(spaced.comments, before, after)
        }
        #expect(tried > 0 || path.contains("/err/"))
    }

    private func checkComments(_ comments: [String], _ before: Reading, _ after: Reading) {
        var last = 0
        for comment in comments {
            let places = after.bytes.places(of: comment)
            #expect(places.count == 1, "\(comment) in\n\(String(decoding: after.bytes, as: UTF8.self))")
            guard let place = places.first, let origin = before.bytes.places(of: comment).first else { continue }
            #expect(place >= last, "\(comment) is out of order")
            last = place
            // Behind brackets that were broken up it goes before the item, or to its key.
            let isBehindBrackets = before.bytes[..<origin].last { $0 != 0x20 }.map { $0 == 0x5D || $0 == 0x7D } ?? false
            #expect(
                neighbours(of: place, in: after).contains { new in
                    neighbours(of: origin, in: before).contains { isNear(new, $0, isBehindBrackets ? 1 : 0) }
                },
                "\(comment) moved\n\(String(decoding: before.bytes, as: UTF8.self))\n---\n\(String(decoding: after.bytes, as: UTF8.self))"
            )
        }
    }

    /// The items before and after a place; behind a value on its line it is the one before.
    private func neighbours(of place: Int, in reading: Reading) -> [[String]] {
        let leaves = reading.leaves
        let next = leaves.first { $0.range.lowerBound > place }
        let previous = leaves.last { $0.range.upperBound <= place }
        let isBehind = previous.map { leaf in !reading.bytes[leaf.range.upperBound..<place].contains(0x0A) } ?? false
        return (isBehind ? [previous] : [previous, next]).compactMap { $0?.path }
    }

    /// Whether one item is the other, its key, or a part of it; or of the item so many levels around it.
    private func isNear(_ one: [String], _ other: [String], _ levels: Int) -> Bool {
        let (one, other) = (one.filter { $0 != "?" }, other.filter { $0 != "?" })
        let common = zip(one, other).prefix { $0 == $1 }.count
        return common >= min(one.count, other.count) - levels
    }
}

/// A text with blanks, line breaks and comments put in at random where they change no meaning, as far as that is easily told.
struct Spacing {
    private(set) var bytes: [UInt8]
    private(set) var comments: [String] = []

    /// A chance that changes nothing.
    private static let idle = 10

    init(_ original: [UInt8], density: Double, _ random: inout SpacingTests.Random) {
        var isText = [Bool](repeating: false, count: original.count + 1)
        var isInside = isText
        for leaf in Reading(original).leaves where !leaf.range.isEmpty {
            for offset in leaf.range { isText[offset] = true }
            for offset in leaf.range.dropFirst() { isInside[offset] = true }
        }
        let usesPairs = Int.random(in: 0..<4, using: &random) == 0
        var bytes: [UInt8] = []
        var comments: [String] = []
        var isInComment = false
        for (offset, byte) in original.enumerated() {
            let (isText, isInside) = (isText[offset], isInside[offset])
            if byte == UInt8(ascii: "#"), !isText { isInComment = true }
            if byte == 0x0A { isInComment = false }
            let isChosen = Double.random(in: 0..<1, using: &random) < density
            let chance = isInComment || isInside ? 20 : isChosen ? Int.random(in: 0..<20, using: &random) : Self.idle
            if byte == 0x0A, !isInside {
                let isCommented = bytes.lastLine.contains(UInt8(ascii: "#"))
                if chance < 2, !isCommented, !bytes.lastLine.isEmpty {
                    comments.append("#c\(comments.count)#")
                    bytes +=
                        Array(String(repeating: " ", count: 1 + chance * 7).utf8) + Array((comments.last ?? "").utf8)
                }
                if chance % 5 == 1 { bytes += Array("  \t ".utf8) }
                bytes += usesPairs ? [0x0D, 0x0A] : [0x0A]
                if chance % 7 == 2 { bytes += Array(repeating: 0x0A, count: 1 + chance % 3) }
                if chance > 17 {
                    comments.append("#c\(comments.count)#")
                    let depth = Int.random(in: 0..<8, using: &random)
                    bytes +=
                        Array(String(repeating: " ", count: depth).utf8) + Array((comments.last ?? "").utf8) + [0x0A]
                }
                continue
            }
            bytes.append(byte)
            guard !isText, !isInComment, chance < 20 else { continue }
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
                if chance < 4 { bytes += Array(repeating: UInt8(ascii: " "), count: chance) }
                if chance == 5 { bytes += Array("\n            ".utf8) }
                if chance == 6 {
                    comments.append("#c\(comments.count)#")
                    bytes += Array(" \(comments.last ?? "")\n            ".utf8)
                }
            case UInt8(ascii: ":") where chance < 5: bytes += Array(repeating: UInt8(ascii: " "), count: chance)
            default: break
            }
        }
        self.bytes = bytes
        self.comments = comments
    }
}

extension [UInt8] {
    fileprivate var lastLine: ArraySlice<UInt8> { self[((lastIndex(of: 0x0A) ?? -1) + 1)...] }

    fileprivate func places(of text: String) -> [Int] {
        let text = Array(text.utf8)
        return indices.filter { self[$0] == text[0] && self[$0...].starts(with: text) }
    }
}
