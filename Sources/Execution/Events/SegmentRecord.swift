/// How a comparison stands in one segment.
package struct SegmentRecord: Sendable, Hashable {
    /// The segment's value in the column.
    package let value: String
    /// Whether the comparison holds there; nil where that is not known.
    package let holds: Bool?
    package let left: Double?
    package let right: Double?
    /// How many observations the least founded of its readings has.
    package let samples: Int
    package let evidence: EvidenceRecord?
    /// What was read for it; none in records of older versions.
    package let readings: [Reading]

    package init(
        value: String,
        holds: Bool?,
        left: Double?,
        right: Double?,
        samples: Int,
        evidence: EvidenceRecord? = nil,
        readings: [Reading] = []
    ) {
        self.value = value
        self.holds = holds
        self.left = left
        self.right = right
        self.samples = samples
        self.evidence = evidence
        self.readings = readings
    }
}
