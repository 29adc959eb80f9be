internal import CSHA256
internal import CSodium

/// SHA-256 (FIPS 180-4): by the processor's own instructions where it has them, a fifth of the time, or by libsodium.
package struct SHA256: ~Copyable {
    private var native = planrun_sha256()
    private var portable = crypto_hash_sha256_state()
    private let isNative: Bool

    /// Whether this processor has instructions for it.
    package static let hasInstructions = planrun_sha256_is_native()

    package init() { self.init(isNative: Self.hasInstructions) }

    /// By the processor's instructions, which it must have, or by libsodium.
    package init(isNative: Bool) {
        self.isNative = isNative
        if isNative { planrun_sha256_init(&native) } else { crypto_hash_sha256_init(&portable) }
    }

    package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { update($0) } }

    private mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isNative {
            planrun_sha256_update(&native, bytes.baseAddress, bytes.count)
        } else {
            crypto_hash_sha256_update(&portable, bytes.baseAddress, UInt64(bytes.count))
        }
    }

    /// The digest of all that was added; the state is used up.
    package consuming func finish() -> Digest {
        var output = [UInt8](repeating: 0, count: Digest.byteCount)
        if isNative {
            planrun_sha256_final(&native, &output)
        } else {
            crypto_hash_sha256_final(&portable, &output)
        }
        return Digest(computed: output)
    }

    /// The digest of one piece.
    package static func digest(_ bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// The digest of one piece where it lies.
    package static func digest(_ bytes: Span<UInt8>) -> Digest {
        var hash = SHA256()
        bytes.withUnsafeBufferPointer { hash.update($0) }
        return hash.finish()
    }

    /// The digest of one piece of memory, whatever it holds.
    package static func digest(_ bytes: RawSpan) -> Digest {
        var hash = SHA256()
        bytes.withUnsafeBytes { bytes in bytes.withMemoryRebound(to: UInt8.self) { hash.update($0) } }
        return hash.finish()
    }

    package static func digest(_ text: String) -> Digest { digest(Array(text.utf8)) }
}
