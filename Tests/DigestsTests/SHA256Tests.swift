import Digests
import Testing

@Suite struct SHA256Tests {
    /// The examples of FIPS 180-4 (NIST's "SHA256.pdf" and the byte-oriented test vectors).
    static let vectors: [(message: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    @Test(arguments: vectors.indices) func digestsAreTheStandards(index: Int) {
        let vector = Self.vectors[index]
        #expect(SHA256.digest(vector.message).description == vector.digest)
        #expect(SHA256.digest(Array(vector.message.utf8)).description == vector.digest)
    }

    /// The two ways that a digest is computed by, over messages of every length around the ends of blocks, in pieces.
    @Test(.enabled(if: SHA256.hasInstructions), arguments: 0...300)
    func instructionsGiveTheDigestOfTheLibrary(length: Int) {
        let message = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ length) }
        for cut in [0, 1, length / 2, length - 1] where cut >= 0 && cut <= length {
            let digests = [true, false].map { isNative in
                var hash = SHA256(isNative: isNative)
                hash.update(Array(message[..<cut]))
                hash.update(Array(message[cut...]))
                return hash.finish()
            }
            #expect(digests[0] == digests[1])
        }
    }

    /// Pieces of every size around the block of 64 bytes, and none at all.
    @Test(arguments: [1, 3, 55, 56, 63, 64, 65, 127, 128, 1000])
    func piecesGiveTheDigestOfTheWhole(size: Int) {
        let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var hash = SHA256()
        hash.update([])
        for start in stride(from: 0, to: message.count, by: size) {
            hash.update(Array(message[start..<min(start + size, message.count)]))
        }
        #expect(hash.finish() == SHA256.digest(message))
    }
}
