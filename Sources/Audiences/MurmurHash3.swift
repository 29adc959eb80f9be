/// MurmurHash3, the x86 variant of 32 bits (Austin Appleby, public domain, smhasher's `MurmurHash3_x86_32`), fed in parts.
///
/// Feeding two texts one after the other equals feeding the bytes of both together, so a prefix that many texts share is
/// hashed once.
package struct MurmurHash3: Hashable, Sendable {
    private var state: UInt32
    /// The bytes since the last whole block of four, the first of them lowest.
    private var pending: UInt32 = 0
    private var length: UInt32 = 0

    package init(seed: UInt32 = 0) { state = seed }

    /// Takes in the UTF-8 bytes of a text.
    package mutating func update(_ text: String) {
        for byte in text.utf8 { update(byte) }
    }

    /// Takes in bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        for place in bytes.indices { update(bytes[place]) }
    }

    /// Takes in the digits of a number that is not negative.
    mutating func update(_ number: Int) {
        var divisor = 1
        while divisor <= number / 10 { divisor *= 10 }
        while divisor > 0 {
            update(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    @inline(__always)
    private mutating func update(_ byte: UInt8) {
        pending |= UInt32(byte) &<< (8 &* (length & 3))
        length &+= 1
        guard length & 3 == 0 else { return }
        state ^= Self.scrambled(pending)
        state = Self.rotated(state, by: 13) &* 5 &+ 0xE654_6B64
        pending = 0
    }

    /// The hash of everything taken in so far.
    package var value: UInt32 {
        // No pending bytes scramble to 0, so a length divisible by four needs no case of its own.
        var hash = state ^ Self.scrambled(pending) ^ length
        hash = (hash ^ (hash >> 16)) &* 0x85EB_CA6B
        hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE35
        return hash ^ (hash >> 16)
    }

    /// The hash of the UTF-8 bytes of one text.
    package static func hash(_ text: String, seed: UInt32 = 0) -> UInt32 {
        var hasher = MurmurHash3(seed: seed)
        hasher.update(text)
        return hasher.value
    }

    @inline(__always)
    private static func scrambled(_ block: UInt32) -> UInt32 {
        rotated(block &* 0xCC9E_2D51, by: 15) &* 0x1B87_3593
    }

    @inline(__always)
    private static func rotated(_ bits: UInt32, by count: UInt32) -> UInt32 {
        (bits &<< count) | (bits &>> (32 &- count))
    }
}
