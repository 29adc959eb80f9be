import Digests
import Testing

@Suite struct DigestTests {
    private let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func hexadecimalSurvivesARoundTrip() throws {
        let digest = try #require(Digest(hexadecimal: text))
        #expect(digest.description == text)
        #expect(digest.short == "ba7816bf8f01")
        #expect(digest.bytes.prefix(3) == [0xBA, 0x78, 0x16])
        #expect(Digest(hexadecimal: text.uppercased()) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
    }

    @Test(arguments: ["", "ba78", "x", "é", "\u{FF11}"]) func otherTextsAreNoDigest(end: String) {
        // All of them are two digits short, but for what is added.
        #expect(Digest(hexadecimal: text.dropLast(2) + end) == nil)
        #expect(Digest(hexadecimal: text.dropLast(2) + "g" + "0") == nil)
    }

    @Test(arguments: [0, 31, 33]) func otherLengthsAreNoDigest(count: Int) {
        #expect(Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }
}
