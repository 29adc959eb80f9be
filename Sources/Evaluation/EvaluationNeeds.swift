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
    /// Those of them that the baseline has, too.
    package let comparable: [DeclaredTallies.Metric]
    /// What is made of metrics by segments, by its name.
    package let differences: [String: DeclaredTallies.Difference]
    /// What metrics call the columns of scores, of true classes and of predicted ones.
    package let score: Set<String>
    package let label: Set<String>
    package let prediction: Set<String>
    /// What metrics call the weights of labels that stand beside the log.
    package let weight: Set<String>
    /// What they call the labels of further sources and the weights of those, with the place of the source among the request's.
    package let sources: [String: Int]
    package let sourceWeights: [String: Int]
    /// The columns that metrics read as they are: where each stands among the request's `values`.
    package let values: [String: Int]
    /// Those of the values that must be numbers.
    package let numbers: [Int]
    /// How long a window is, in nanoseconds; nil where there are none.
    package let window: Int64?
    /// How many numbers are held in memory before they go to the disk.
    package let rankLimit: Int

    /// The columns, by their places among the values, whose texts must all be told apart.
    var toldTexts: [(name: String, place: Int)] {
        let metrics = declared.map(\.metric).filter(\.tellsAllTexts)
        return ColumnTallies(metrics, asking: ColumnList(texts: nil)).columns.texts.compactMap { name in
            values[name].map { (name, $0) }
        }
    }

    package init(
        positive: String? = nil,
        ranksScores: Bool = false,
        ranksLatencies: Bool = false,
        latencyUnits: Double = 1,
        declared: [DeclaredTallies.Metric] = [],
        comparable: [DeclaredTallies.Metric] = [],
        differences: [String: DeclaredTallies.Difference] = [:],
        score: Set<String> = ["score"],
        label: Set<String> = ["label"],
        prediction: Set<String> = ["prediction"],
        weight: Set<String> = [],
        sources: [String: Int] = [:],
        sourceWeights: [String: Int] = [:],
        values: [String: Int] = [:],
        numbers: [Int] = [],
        window: Int64? = nil,
        rankLimit: Int = 8 << 20
    ) {
        self.positive = positive
        self.ranksScores = ranksScores && positive != nil
        self.ranksLatencies = ranksLatencies
        self.latencyUnits = latencyUnits
        self.declared = declared
        self.comparable = comparable
        self.differences = differences
        self.score = score
        self.label = label
        self.prediction = prediction
        self.weight = weight
        self.sources = sources
        self.sourceWeights = sourceWeights
        self.values = values
        self.numbers = numbers
        self.window = window
        self.rankLimit = rankLimit
    }
}
