import Digests
import Testing

@Suite struct DigestKeyTests {
    /// Cases 1 to 3 of RFC 4231; HMAC pads a key with zeros up to its block, so a shorter one may be padded to 32 bytes.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
    ])
    func digestsAreTheStandards(key: [UInt8], message: [UInt8], expected: String) throws {
        let padded = try #require(DigestKey(bytes: key + [UInt8](repeating: 0, count: 32 - key.count)))
        #expect(padded.digest(message).description == expected)
    }

    @Test(arguments: [0, 31, 33]) func aKeyHas32Bytes(count: Int) {
        #expect(DigestKey(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func randomKeysDiffer() {
        let keys = (0..<100).map { _ in DigestKey.random().bytes }
        #expect(Set(keys).count == 100)
        #expect(keys.allSatisfy { $0.count == DigestKey.byteCount })
    }
}
