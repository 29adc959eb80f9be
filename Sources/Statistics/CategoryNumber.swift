/// What stands for a category among numbers: the same for the same name in every file, so that rows of different files compare.
package enum CategoryNumber {
    /// The number of a name: a whole number below 2^53, of FNV-1a (Fowler, Noll & Vo) over its UTF-8.
    ///
    /// Two of a thousand names have one number with a chance of one in ten thousand million.
    package static func of(_ name: some Sequence<UInt8>) -> Double {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // The high bits depend on every byte.
        hash ^= hash >> 32
        return Double((hash &* 0x9E37_79B9_7F4A_7C15) >> 11)
    }

    package static func of(_ name: String) -> Double { of(name.utf8) }
}
