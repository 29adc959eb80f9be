/// The bytes of a key, to be compared at once: most keys are that short.
package struct KeyWord: Hashable, Sendable {
    private let first: UInt64
    private let second: UInt64
    private let count: Int

    /// Nil for what has more than 16 bytes.
    package init?(_ text: Span<UInt8>) {
        guard text.count <= 16 else { return nil }
        var (first, second): (UInt64, UInt64) = (0, 0)
        for place in 0..<min(8, text.count) { first = first << 8 | UInt64(text[place]) }
        for place in min(8, text.count)..<text.count { second = second << 8 | UInt64(text[place]) }
        self.first = first
        self.second = second
        count = text.count
    }

    package init?(_ text: String) {
        let bytes = text.utf8.span
        self.init(bytes)
    }
}
