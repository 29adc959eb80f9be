import Audiences
import Testing

@Suite struct MurmurHash3Tests {
    /// flagd's boundary units, and the vectors that implementations of the reference share.
    @Test(arguments: [
        ("ejOoVL", 0 as UInt32, 0 as UInt32),
        ("bY9fO-", 0, 1),
        ("SI7p-", 0, 2_147_483_647),
        ("6LvT0", 0, 2_147_483_648),
        ("ceQdGm", 0, 4_294_967_295),
        ("", 0, 0),
        ("", 1, 0x514E_28B7),
        ("", 0xFFFF_FFFF, 0x81F1_6F39),
        ("\0\0\0\0", 0, 0x2362_F9DE),
        ("aaaa", 0x9747_B28C, 0x5A97_808A),
        ("aaa", 0x9747_B28C, 0x283E_0130),
        ("aa", 0x9747_B28C, 0x5D21_1726),
        ("a", 0x9747_B28C, 0x7FA0_9EA6),
        ("Hello, world!", 0x9747_B28C, 0x2488_4CBA),
        ("\u{3C0}\u{3C0}\u{3C0}\u{3C0}\u{3C0}\u{3C0}\u{3C0}\u{3C0}", 0x9747_B28C, 0xD580_63C1),
    ])
    func knownHashes(text: String, seed: UInt32, expected: UInt32) {
        #expect(MurmurHash3.hash(text, seed: seed) == expected)
    }

    @Test func partsEqualTheWhole() {
        let text = "checkout-旅行-user-1048576"
        for cut in text.indices {
            var hasher = MurmurHash3()
            hasher.update(String(text[..<cut]))
            hasher.update(String(text[cut...]))
            #expect(hasher.value == MurmurHash3.hash(text))
        }
    }
}
