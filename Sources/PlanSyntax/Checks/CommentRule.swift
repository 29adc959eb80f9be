import Diagnostics

/// Refuses comments that lack the space before their `#`, which libyaml lets pass after quotes, brackets and commas.
struct CommentRule {
    /// Each `#` that follows neither a blank nor a line break, in order.
    let tightHashes: [Int]

    func check(_ storage: SyntaxStorage, _ findings: inout Findings) {
        guard !tightHashes.isEmpty else { return }
        let bytes = storage.source
        let leaves = storage.records.filter { $0.kind == .scalar || $0.kind == .alias }
        // What follows the last value that was read is unknown where reading stopped early.
        let known = leaves.last.map { Int($0.upper) } ?? 0
        let lastLineEnd = bytes.lineEnd(of: known)
        var next = 0
        // Up to here every `#` belongs to a comment or a text that was looked at already.
        var seen = 0
        for hash in tightHashes where hash >= seen && hash <= lastLineEnd {
            while next < leaves.count, leaves[next].upper <= hash { next += 1 }
            if next < leaves.count, leaves[next].range.contains(hash) {
                seen = Int(leaves[next].upper)
                guard leaves[next].style == .literal || leaves[next].style == .folded else { continue }
                // The comment behind `|` lies within the scalar.
                if bytes.blockHeaderEnd(from: Int(leaves[next].lower)) != hash { continue }
            } else {
                let gap = next > 0 ? Int(leaves[next - 1].upper) : 0
                let start = max(gap, bytes.lineStart(of: hash))
                // The first `#` of the gap begins the comment; later ones are part of it.
                let first = bytes.firstIndex(from: start) { $0 == .hash }
                seen = bytes.lineEnd(of: hash)
                if first != hash { continue }
            }
            findings.report(
                .commentWithoutSpace,
                "a comment begins without a space before its `#`",
                at: hash..<hash + 1,
                help: ["put a space before it"],
                fix: (hash..<hash, " ")
            )
        }
    }
}
