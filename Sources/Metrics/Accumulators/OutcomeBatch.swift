/// Answered requests, a column each; all columns have one element a request.
package struct OutcomeBatch: Sendable {
    /// The predicted class, or -1 where the request failed.
    package var predicted: [Int32] = []
    /// The true class, or -1 where no label is known.
    package var actual: [Int32] = []
    /// How long the answer took, in nanoseconds, or -1 where it was not measured.
    package var latency: [Int64] = []

    package init() {}

    package var count: Int { predicted.count }

    package mutating func append(predicted: Int32, actual: Int32, latency: Int64) {
        self.predicted.append(predicted)
        self.actual.append(actual)
        self.latency.append(latency)
    }

    package mutating func removeAll() {
        predicted.removeAll(keepingCapacity: true)
        actual.removeAll(keepingCapacity: true)
        latency.removeAll(keepingCapacity: true)
    }
}

/// What one user said about one answer.
package struct FeedbackOutcome: Hashable, Sendable {
    /// The rating, or nil where only text or a thumb was given.
    package let rating: Double?
    /// Whether the rating or thumb is a negative one, or nil where neither was given.
    package let isNegative: Bool?
    /// The indices of the categories the text was sorted into.
    package let categories: [Int]

    package init(rating: Double?, isNegative: Bool?, categories: [Int]) {
        self.rating = rating
        self.isNegative = isNegative
        self.categories = categories
    }
}
