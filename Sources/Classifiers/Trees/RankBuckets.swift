/// Puts a node's rows in order of rank: a chain of rows for each rank, and a bit for each rank that has one.
///
/// Takes one step a row and one a word of 64 ranks; no comparisons, whose outcome could not be predicted. Where there are
/// many more ranks than rows, a second level of bits tells which words to look at.
struct RankBuckets: ~Copyable {
    /// With fewer words than this, looking at each of them is faster than keeping the second level.
    private static let flatWords = 64

    /// The row put in last for each rank, or -1.
    private let heads: Scratch<Int32>
    /// The row of the same rank put in before each row, or -1.
    private let links: Scratch<Int32>
    private let marks: Scratch<UInt64>
    /// A bit for each word of `marks` that is not zero; empty where there are few words.
    private let summary: Scratch<UInt64>

    init(rankCount: Int, rowCount: Int) {
        let words = (rankCount + 63) / 64
        heads = Scratch(repeating: -1, count: rankCount)
        links = Scratch(repeating: -1, count: rowCount)
        marks = Scratch(repeating: 0, count: words)
        summary = Scratch(repeating: 0, count: words <= Self.flatWords ? 0 : (words + 63) / 64)
    }

    /// Puts in the rows, numbered from 0, whose ranks `rank` gives.
    @inline(__always)
    func insert(rowCount: Int, rank: (_ row: Int) -> Int) {
        let heads = heads.elements
        let links = links.elements
        let marks = marks.elements
        let summary = summary.elements
        for row in 0..<rowCount {
            let rank = rank(row)
            links[row] = heads[rank]
            heads[rank] = Int32(truncatingIfNeeded: row)
            marks[rank >> 6] |= 1 << UInt64(rank & 63)
            if !summary.isEmpty { summary[rank >> 12] |= 1 << UInt64(rank >> 6 & 63) }
        }
    }

    /// Takes out all rows in order of rank.
    @inline(__always)
    func drain(_ body: (_ row: Int, _ rank: Int) -> Void) {
        let summary = summary.elements
        if summary.isEmpty {
            for word in marks.elements.indices { drain(word: word, body) }
        } else {
            for high in summary.indices {
                var bits = summary[high]
                summary[high] = 0
                while bits != 0 {
                    drain(word: high * 64 + bits.trailingZeroBitCount, body)
                    bits &= bits - 1
                }
            }
        }
    }

    @inline(__always)
    private func drain(word: Int, _ body: (_ row: Int, _ rank: Int) -> Void) {
        let heads = heads.elements
        let links = links.elements
        var bits = marks.elements[word]
        marks.elements[word] = 0
        while bits != 0 {
            let rank = word * 64 + bits.trailingZeroBitCount
            bits &= bits - 1
            var row = heads[rank]
            heads[rank] = -1
            while row >= 0 {
                body(Int(row), rank)
                row = links[Int(row)]
            }
        }
    }
}
