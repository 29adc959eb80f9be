package import Metrics

/// What has to be kept of the rows of a log to give what is asked for.
package struct EvaluationNeeds: Sendable {
    /// The class that scores are about; nil where nobody asks for what scores say of it.
    package let positive: String?
    /// Whether scores are ranked.
    package let ranksScores: Bool
    /// Whether latencies are ranked.
    package let ranksLatencies: Bool
    /// What a number of the latency column is of a second: so many of it are one.
    package let latencyUnits: Double
    /// Metrics that are made from columns, beside those above.
    package let declared: [DeclaredTallies.Metric]
    /// The column of scores.
    package let score: String
    /// The columns of numbers that metrics read as they are: where each stands among the request's `values`.
    package let numbers: [String: Int]
    /// How long a window is, in nanoseconds; nil where there are none.
    package let window: Int64?
    /// How many numbers are held in memory before they go to the disk.
    package let rankLimit: Int

    package init(
        positive: String? = nil,
        ranksScores: Bool = false,
        ranksLatencies: Bool = false,
        latencyUnits: Double = 1,
        declared: [DeclaredTallies.Metric] = [],
        score: String = "score",
        numbers: [String: Int] = [:],
        window: Int64? = nil,
        rankLimit: Int = 8 << 20
    ) {
        self.positive = positive
        self.ranksScores = ranksScores && positive != nil
        self.ranksLatencies = ranksLatencies
        self.latencyUnits = latencyUnits
        self.declared = declared
        self.score = score
        self.numbers = numbers
        self.window = window
        self.rankLimit = rankLimit
    }
}
