internal import Digests

/// The chain that makes a run's records tamper-evident: each hash covers the record and the hash before it, so that
/// the last one, the head, vouches for all of them and their order.
enum HashChain {
    /// The hash before the first record: SHA-256 of the run's id followed by its program's digest, both in UTF-8.
    static func start(run: String, programDigest: String) -> Digest {
        SHA256.digest(Array(run.utf8) + Array(programDigest.utf8))
    }

    /// The hash of a record that lies behind the 32 bytes of the hash before it.
    static func link(_ linked: Span<UInt8>) -> Digest { SHA256.digest(linked) }

    /// The hash of a record: SHA-256 of the 32 bytes of the hash before it followed by the record's bytes.
    static func link(_ previous: Digest, _ record: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(previous.bytes)
        hash.update(record)
        return hash.finish()
    }
}
