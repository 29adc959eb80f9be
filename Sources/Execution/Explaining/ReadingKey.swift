/// Which of a gate's readings of the candidate.
struct ReadingKey: Hashable, Comparable {
    let metric: String
    let segment: String?
    /// Over how many units that count once; nil where it is what the condition reads.
    let units: Int?

    init(_ reading: Reading, units: Int? = nil) {
        metric = reading.metric
        segment = reading.segment
        self.units = units
    }

    static func < (left: ReadingKey, right: ReadingKey) -> Bool {
        (left.metric, left.segment ?? "", left.units ?? 0) < (right.metric, right.segment ?? "", right.units ?? 0)
    }
}
