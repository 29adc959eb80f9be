/// A condition that decides, with everything it needs to be judged.
package struct GateSpec: Sendable, Hashable {
    package let condition: Condition
    /// The condition in words, the same for the same condition however it was spelt.
    package let text: String
    /// How many judgements in a row it must fail before it counts as failed.
    package let failures: Int
    /// Below so many observations a metric has no data.
    package let minimumSamples: Int
    package let consequence: GateConsequence?
    package let noData: NoDataPolicy
    package let onError: ErrorPolicy
    package let evidence: EvidenceMethod
    /// A segment in which the candidate has answered fewer requests has no say.
    package let leastSegment: Int

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
        self.leastSegment = leastSegment
        self.condition = condition
        self.text = text
        self.consequence = consequence
        self.failures = failures
        self.minimumSamples = minimumSamples
        self.noData = noData
        self.onError = onError
        self.evidence = evidence
    }
}
