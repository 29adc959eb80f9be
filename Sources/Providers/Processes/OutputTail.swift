import Diagnostics

/// The last of what a program wrote: however much it writes, no more than this is kept.
package struct OutputTail: Sendable, Hashable {
    private static let limit = 2048

    private var bytes: [UInt8] = []
    private var isCut = false

    package init() {}

    package mutating func append(_ chunk: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: chunk.suffix(Self.limit))
        guard bytes.count > Self.limit || chunk.count > Self.limit else { return }
        bytes.removeFirst(bytes.count - Self.limit)
        isCut = true
    }

    /// The text on one line, without what could steer a terminal; empty where there is none.
    package var line: String {
        // A character that was cut in two begins with bytes that continue it.
        let whole = isCut ? bytes.drop { $0 & 0xC0 == 0x80 } : bytes[...]
        let lines = String(decoding: whole, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            let trimmed = line.drop(while: \.isWhitespace)
            return trimmed.isEmpty ? nil : trimmed
        }
        let text = PrintableText.escaping(lines.joined(separator: "; "))
        return isCut && !text.isEmpty ? "..." + text : text
    }
}
