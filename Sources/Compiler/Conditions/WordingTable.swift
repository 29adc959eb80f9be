import Plan
import PlanSyntax

/// The conditions that have been read, found by the bytes of their texts: most of a long plan's have been read before, and
/// need no text of their own.
struct WordingTable {
    private struct Entry {
        let written: String
        let wording: ConditionWording
    }

    /// By the hash of the text. The hash is seeded anew in every process; of two texts with one the later is kept.
    private var entries: [Int: Entry] = [:]

    /// What the text of a node has been read as.
    func wording(of node: SyntaxNode) -> ConditionWording? {
        guard !entries.isEmpty else { return nil }
        var wording: ConditionWording?
        node.withText { text in
            if let entry = entries[Self.hash(text)], Self.isWritten(entry.written, text) { wording = entry.wording }
        }
        return wording
    }

    /// Notes what the text of a node is read as.
    mutating func note(_ wording: ConditionWording, of node: SyntaxNode, written: String) {
        node.withText { entries[Self.hash($0)] = Entry(written: written, wording: wording) }
    }

    private static func hash(_ text: Span<UInt8>) -> Int {
        var hasher = Hasher()
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private static func isWritten(_ written: String, _ text: Span<UInt8>) -> Bool {
        let bytes = written.utf8.span
        guard bytes.count == text.count else { return false }
        for place in text.indices where bytes[place] != text[place] { return false }
        return true
    }
}
