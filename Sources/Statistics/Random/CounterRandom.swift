/// Random numbers that are a pure function of a seed, a stream and an index: whoever asks again gets the same answer, so
/// a replay that is taken up in the middle needs no generator's state.
package enum CounterRandom {
    /// 2^64 divided by the golden ratio, odd: the step of a Weyl sequence.
    static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The 64 random bits at that place.
    package static func bits(seed: UInt64, stream: UInt64, index: UInt64) -> UInt64 {
        mix(mix(mix(seed &+ increment) ^ (stream &* 0xD1B5_4A32_D192_ED03)) &+ (index &+ 1) &* increment)
    }

    /// The whole number from 0 up to, not including, `bound` at that place; the bias is below `bound` / 2^64.
    @inline(__always)
    package static func index(seed: UInt64, stream: UInt64, index: UInt64, below bound: Int) -> Int {
        Int(bits(seed: seed, stream: stream, index: index).multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// SplitMix64's finaliser (variant 13 of Stafford's mixers).
    static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
