package import Plan

/// Between which numbers the two sides of a comparison differ, the left less the right, as far as the evidence tells.
package struct EvidenceRecord: Sendable, Hashable {
    package let method: EvidenceMethod
    /// The chance that the difference lies below `lower`, and the chance that it lies above `upper`.
    package let error: Double
    /// Nil where nothing is known on that side.
    package let lower: Double?
    package let upper: Double?
    /// How many independent observations it rests on, where that is another number than the readings'.
    package let observations: Int?
    /// What was counted of those observations, where all of it follows from counts.
    package let counts: EvidenceCounts?

    package init(
        method: EvidenceMethod,
        error: Double,
        lower: Double?,
        upper: Double?,
        observations: Int? = nil,
        counts: EvidenceCounts? = nil
    ) {
        self.method = method
        self.error = error
        self.lower = lower
        self.upper = upper
        self.observations = observations
        self.counts = counts
    }

    /// Whether the sides stand to each other as asked; nil where the evidence does not tell.
    package func holds(_ relation: Comparison.Relation) -> Bool? { relation.holds(above: lower, below: upper) }
}
