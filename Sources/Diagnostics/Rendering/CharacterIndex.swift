/// How many characters (Unicode scalars) of a text come before a byte, found without walking the text for each question.
struct CharacterIndex {
    private static let blockSize = 4096

    private let bytes: [UInt8]
    /// The characters before each block of bytes.
    private let blocks: [Int]
    /// Where the text begins: behind a byte order mark, which is no character.
    private let start: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        start = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        var blocks: [Int] = []
        var count = 0
        for lower in stride(from: 0, through: bytes.count, by: Self.blockSize) {
            blocks.append(count)
            count += Self.characters(
                in: bytes[max(lower, start)..<max(start, min(lower + Self.blockSize, bytes.count))]
            )
        }
        self.blocks = blocks
    }

    /// An offset past the end counts as the end.
    func characters(before offset: Int) -> Int {
        let offset = max(start, min(offset, bytes.count))
        let block = offset / Self.blockSize
        return blocks[block] + Self.characters(in: bytes[max(block * Self.blockSize, start)..<offset])
    }

    /// Continuation bytes (10xxxxxx) begin no character.
    private static func characters(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
