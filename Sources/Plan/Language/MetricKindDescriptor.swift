/// What a plan may say about one kind of metric that it declares itself, and what conditions get from it.
package struct MetricKindDescriptor: Hashable, Sendable {
    package let kind: KindDescriptor
    /// The type of its values; nil where the declaration's `type` says it.
    package let type: ValueType?
    package let source: MetricDescriptor.Source
    /// The ways in which a gate over it can be sure.
    package let evidence: Set<EvidenceMethod>
    /// What noise alone does to its values, where they say that themselves.
    package let noise: NoiseReading?

    package init(
        _ kind: KindDescriptor,
        type: ValueType?,
        source: MetricDescriptor.Source,
        evidence: Set<EvidenceMethod>,
        noise: NoiseReading? = nil
    ) {
        self.kind = kind
        self.type = type
        self.source = source
        self.evidence = evidence
        self.noise = noise
    }
}
