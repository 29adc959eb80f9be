/// What a plan may say about one kind of metric that it declares itself, and what conditions get from it.
package struct MetricKindDescriptor: Hashable, Sendable {
    package let kind: KindDescriptor
    /// The type of its values; nil where the declaration's `type` says it.
    package let type: ValueType?
    package let source: MetricDescriptor.Source
    /// The ways in which a gate over it can be sure.
    package let evidence: Set<EvidenceMethod>
    /// The option that makes sequential evidence possible where it is stated.
    package let sequentialOption: String?
    /// What noise alone does to its values, where they say that themselves.
    package let noise: NoiseReading?
    /// The values that it can take, whatever its options; nil where its type says them.
    package let range: ClosedRange<Double>?
    /// The same by words of its options.
    package let rangesOfWords: [String: ClosedRange<Double>]
    /// The words of its options that only a column of numbers has an answer to.
    package let wordsOfNumbers: Set<String>
    /// With fewer rows to compare with it has no value.
    package let leastReference: Int

    package init(
        _ kind: KindDescriptor,
        type: ValueType?,
        source: MetricDescriptor.Source,
        evidence: Set<EvidenceMethod>,
        sequentialOption: String? = nil,
        noise: NoiseReading? = nil,
        range: ClosedRange<Double>? = nil,
        rangesOfWords: [String: ClosedRange<Double>] = [:],
        wordsOfNumbers: Set<String> = [],
        leastReference: Int = 1
    ) {
        self.kind = kind
        self.type = type
        self.source = source
        self.evidence = evidence
        self.sequentialOption = sequentialOption
        self.noise = noise
        self.range = range
        self.rangesOfWords = rangesOfWords
        self.wordsOfNumbers = wordsOfNumbers
        self.leastReference = leastReference
    }

    /// The ways in which a gate over it can be sure with these options.
    package func evidence(_ options: OptionValues) -> Set<EvidenceMethod> {
        guard let sequentialOption, options.values[sequentialOption] != nil else { return evidence }
        return evidence.union([.sequential])
    }

    /// The values that it can take with these options; nil where its type says them.
    package func range(_ options: OptionValues) -> ClosedRange<Double>? {
        words(of: options).compactMap { rangesOfWords[$0] }.first ?? range
    }

    /// The words that are chosen by these options.
    package func words(of options: OptionValues) -> [String] {
        kind.options.compactMap { option in if case .choice = option.shape { options.text(option.key) } else { nil } }
    }

    /// The option that names the metric that it is made from, whose type it has; nil where it is made from rows.
    package var base: FieldShape? { kind.options.first { $0.shape == .reference(to: "metric") } }
}
