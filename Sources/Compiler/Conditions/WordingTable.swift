import Plan
import PlanSyntax
import Synchronization

/// The conditions that have been read, found by the bytes of their texts: most of a long plan's have been read before, and
/// need no text of their own.
struct WordingTable {
    private struct Entry {
        let written: String
        let wording: ConditionWording
    }

    /// A table that threads have in common. Each asks it once about each text.
    private final class Common: Sendable {
        private let entries = Mutex<[Int: Entry]>([:])

        init(_ entries: [Int: Entry]) { self.entries.withLock { $0 = entries } }

        /// What the text has been read as, by whichever thread was the first.
        func entry(_ hash: Int, _ new: Entry) -> Entry {
            entries.withLock { entries in
                if let known = entries[hash], known.written == new.written { return known }
                entries[hash] = new
                return new
            }
        }
    }

    /// By the hash of the text. The hash is seeded anew in every process; of two texts with one the later is kept.
    private var entries: [Int: Entry] = [:]
    private var common: Common?

    /// What copies note from here on each of them knows.
    mutating func share() { common = Common(entries) }

    /// What the text of a node has been read as.
    func wording(of node: SyntaxNode) -> ConditionWording? {
        guard !entries.isEmpty else { return nil }
        var wording: ConditionWording?
        node.withText { text in
            if let entry = entries[Self.hash(text)], Self.isWritten(entry.written, text) { wording = entry.wording }
        }
        return wording
    }

    /// Notes what the text of a node is read as, and gives what stands for all texts like it.
    mutating func note(_ wording: ConditionWording, of node: SyntaxNode, written: String) -> ConditionWording {
        var noted = wording
        let common = common
        node.withText { text in
            let hash = Self.hash(text)
            let new = Entry(written: written, wording: wording)
            let entry = common?.entry(hash, new) ?? new
            entries[hash] = entry
            noted = entry.wording
        }
        return noted
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
