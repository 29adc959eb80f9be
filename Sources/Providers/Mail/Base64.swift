/// Bytes as text (RFC 4648, 4).
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same in lines of at most so many letters.
    static func lines(_ bytes: [UInt8], of length: Int) -> [String] {
        let bytesInLine = length / 4 * 3
        return stride(from: 0, to: bytes.count, by: bytesInLine).map {
            text(Array(bytes[$0..<min($0 + bytesInLine, bytes.count)]))
        }
    }
}
