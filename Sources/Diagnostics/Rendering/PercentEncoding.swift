/// Bytes as `%2F`, and paths as references that a URI's syntax (RFC 3986) takes.
enum PercentEncoding {
    static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (byte < 16 ? "0" : "") + digits
    }

    /// A path as a URI: a relative reference, or a `file` URI where it starts at the root.
    static func uri(ofPath path: String) -> String {
        var bytes = path.utf8[...]
        while bytes.starts(with: "./".utf8) { bytes = bytes.dropFirst(2) }
        let encoded = bytes.map { isUnreserved($0) ? String(UnicodeScalar($0)) : escape($0) }.joined()
        return path.utf8.first == UInt8(ascii: "/") ? "file://" + encoded : encoded
    }

    /// Also `/`, which parts the segments. A `:` is escaped: in a first segment it would end a scheme.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
