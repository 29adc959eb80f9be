/// The bytes of a key, to be compared at once: most keys are that short.
package struct KeyWord: Hashable, Sendable {
    private let first: UInt64
    private let second: UInt64
    private let count: Int

    /// Nil for what has more than 16 bytes.
    package init?(_ text: ArraySlice<UInt8>) {
        guard text.count <= 16 else { return nil }
        var (first, second): (UInt64, UInt64) = (0, 0)
        for byte in text.prefix(8) { first = first << 8 | UInt64(byte) }
        for byte in text.dropFirst(8) { second = second << 8 | UInt64(byte) }
        self.first = first
        self.second = second
        count = text.count
    }
}
