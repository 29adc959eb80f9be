/// The buckets of a latency sketch: each power of two is cut in 128 equal parts.
///
/// A number below 256 has a bucket of its own. A number from 2^e up to 2^(e+1), with e at least 8, is in a bucket of
/// 2^(e-7) numbers, all of them at least 2^e. The number in the middle of a bucket is at most half the bucket's width,
/// 2^(e-8), away from each of them, hence a relative error of at most 2^(e-8) / 2^e = 1/256.
enum LatencyBuckets {
    /// The number of buckets for everything from 0 to `Int.max`.
    static let count = 7296

    /// The bucket of a number, which must not be negative. Buckets are in the order of their numbers.
    @inline(__always)
    static func index(of value: Int) -> Int {
        let shift = max(0, 56 &- value.leadingZeroBitCount)
        return shift &<< 7 &+ value &>> shift
    }

    /// The smallest number of a bucket.
    static func start(of index: Int) -> Int {
        let shift = shift(of: index)
        return (index - shift << 7) << shift
    }

    /// The largest number of a bucket.
    static func end(of index: Int) -> Int { start(of: index) + (1 << shift(of: index) - 1) }

    /// The number in the middle of a bucket, the lower one of two.
    static func middle(of index: Int) -> Int { start(of: index) + (1 << shift(of: index) - 1) / 2 }

    /// The power of two that is the bucket's width.
    private static func shift(of index: Int) -> Int { max(0, index >> 7 - 1) }
}
