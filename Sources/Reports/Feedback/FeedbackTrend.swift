import Metrics
import Plan

/// How much was said over time, in at most twelve equal parts of a round length.
struct FeedbackTrend {
    struct Bucket: Sendable, Hashable {
        let from: Duration
        var entries = 0
        /// Those with a rating or thumb that says whether they are negative.
        var judged = 0
        var negative = 0
    }

    let width: Duration
    let buckets: [Bucket]

    static let limit = 12

    /// - Parameter end: The last time there is anything to show of.
    init(_ remarks: [FeedbackRemark], until end: Duration) {
        let width = Self.width(for: end)
        let count = Int(end.nanoseconds / width.nanoseconds) + 1
        var buckets = (0..<count).map { Bucket(from: width * $0) }
        for remark in remarks {
            let index = min(count - 1, max(0, Int(remark.at.nanoseconds / width.nanoseconds)))
            buckets[index].entries += 1
            guard let isNegative = remark.outcome.isNegative else { continue }
            buckets[index].judged += 1
            if isNegative { buckets[index].negative += 1 }
        }
        self.width = width
        self.buckets = buckets
    }

    /// The shortest round length of which twelve reach past `end`.
    private static func width(for end: Duration) -> Duration {
        let fits = { (width: Duration) in end.nanoseconds / width.nanoseconds < Int64(limit) }
        if let width = rounds.first(where: fits) { return width }
        let week = Duration.seconds(7 * 86_400)
        return week * Int(end.nanoseconds / week.nanoseconds / Int64(limit) + 1)
    }

    private static let rounds: [Duration] =
        [1, 2, 5, 10, 15, 30].map { .seconds($0) }
        + [1, 2, 5, 10, 15, 30].map { .seconds($0 * 60) }
        + [1, 2, 3, 6, 12].map { .seconds($0 * 3600) }
        + [1, 2, 7].map { .seconds($0 * 86_400) }

    /// The entries of each part as a bar, the highest one full; a dot where there are none.
    var entriesLine: String {
        let highest = buckets.map(\.entries).max() ?? 0
        return buckets.map { Self.bar($0.entries, of: highest, isEmpty: $0.entries == 0) }.joined()
    }

    /// The share of each part that is negative as a bar, all of them full; a dot where nothing says.
    var negativeLine: String {
        buckets.map { Self.bar($0.negative, of: $0.judged, isEmpty: $0.judged == 0) }.joined()
    }

    private static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private static func bar(_ part: Int, of whole: Int, isEmpty: Bool) -> String {
        guard !isEmpty, whole > 0 else { return "·" }
        let eighths = (part * bars.count + whole - 1) / whole
        return bars[max(0, eighths - 1)]
    }
}
