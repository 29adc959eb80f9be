/// A condition that decides, with everything it needs to be judged.
package struct GateSpec: Sendable, Hashable {
    package let condition: Condition
    /// The condition in words, the same for the same condition however it was spelt.
    package let text: String
    private let storedFailures: Int32
    private let storedLeastSegment: Int32
    /// Below so many observations a metric has no data.
    package let minimumSamples: Int
    package let consequence: GateConsequence?
    package let noData: NoDataPolicy
    package let onError: ErrorPolicy
    package let evidence: EvidenceMethod

    /// How many judgements in a row it must fail before it counts as failed.
    package var failures: Int { Int(storedFailures) }
    /// A segment in which the candidate has answered fewer requests has no say.
    package var leastSegment: Int { Int(storedLeastSegment) }

    package init(
        condition: Condition,
        text: String,
        consequence: GateConsequence?,
        failures: Int,
        minimumSamples: Int,
        noData: NoDataPolicy,
        onError: ErrorPolicy = .hold,
        evidence: EvidenceMethod,
        leastSegment: Int = 1
    ) {
        storedLeastSegment = Int32(clamping: leastSegment)
        self.condition = condition
        self.text = text
        self.consequence = consequence
        storedFailures = Int32(clamping: failures)
        self.minimumSamples = minimumSamples
        self.noData = noData
        self.onError = onError
        self.evidence = evidence
    }
}
