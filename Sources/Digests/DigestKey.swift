internal import CSodium

/// A secret for digests that only its holder can make or check: HMAC-SHA-256 (RFC 2104), computed by libsodium.
package struct DigestKey: Sendable {
    package static let byteCount = Int(crypto_auth_hmacsha256_KEYBYTES)
    package let bytes: [UInt8]

    /// The key stored as these bytes, or nil where they are not 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    private init(drawn bytes: [UInt8]) { self.bytes = bytes }

    /// A new key, which nobody can guess.
    package static func random() -> DigestKey { DigestKey(drawn: randomBytes(byteCount)) }

    /// Bytes that nobody can guess, from the system.
    package static func randomBytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// The digest of a message under this key.
    package func digest(_ message: [UInt8]) -> Digest {
        var output = [UInt8](repeating: 0, count: Digest.byteCount)
        crypto_auth_hmacsha256(&output, message, UInt64(message.count), bytes)
        return Digest(computed: output)
    }
}
