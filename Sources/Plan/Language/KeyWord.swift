/// The bytes of a key, to be compared at once: most keys are that short.
package struct KeyWord: Hashable, Sendable {
    private let bytes: SIMD16<UInt8>
    private let count: UInt8

    /// Nil for what has more than 16 bytes.
    package init?(_ text: ArraySlice<UInt8>) {
        guard text.count <= 16 else { return nil }
        var bytes = SIMD16<UInt8>()
        for place in text.indices { bytes[place - text.startIndex] = text[place] }
        self.bytes = bytes
        self.count = UInt8(text.count)
    }
}
