internal import CSodium

/// SHA-256 (FIPS 180-4), computed by libsodium.
package struct SHA256: ~Copyable {
    private var state = crypto_hash_sha256_state()

    package init() { crypto_hash_sha256_init(&state) }

    package mutating func update(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The digest of all that was added; the state is used up.
    package consuming func finish() -> Digest {
        var output = [UInt8](repeating: 0, count: Digest.byteCount)
        crypto_hash_sha256_final(&state, &output)
        return Digest(computed: output)
    }

    /// The digest of one piece.
    package static func digest(_ bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    package static func digest(_ text: String) -> Digest { digest(Array(text.utf8)) }
}
