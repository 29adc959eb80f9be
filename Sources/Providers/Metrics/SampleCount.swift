/// How many observations a value rests on, as stores count them.
enum SampleCount {
    /// The whole number in a count, which stores that estimate between two readings give with a fraction; nil where it is
    /// negative or no number.
    static func whole(_ count: Double) -> Int? {
        count >= 0 && count.isFinite ? Int(min(count, 1e15)) : nil
    }
}
