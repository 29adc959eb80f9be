package import Diagnostics

/// `labels:`: where the true answers come from if not from the traffic itself, and how late.
package struct LabelsPlan: Sendable, Hashable {
    package let from: Located<String>?
    package let join: LabelJoin
    package let matureAfter: Located<Duration>?
    package let missing: MissingLabelPolicy
    /// The column of the file with how many rows each labelled one stands for.
    package let weight: Located<String>?
    package let positive: Located<String>?
    package let span: SourceSpan
    /// The options of the program that gives them; nil where they are in the file already.
    package let source: OptionValues?
    package let program: Located<String>?
    /// Further sources, by name.
    package let sources: [Source]

    /// A further source of labels.
    package struct Source: Sendable, Hashable {
        package let name: Located<String>
        package let from: Located<String>?
        package let join: LabelJoin
        package let matureAfter: Located<Duration>?
        package let missing: MissingLabelPolicy
        package let weight: Located<String>?

        package init(
            name: Located<String>,
            from: Located<String>?,
            join: LabelJoin,
            matureAfter: Located<Duration>?,
            missing: MissingLabelPolicy,
            weight: Located<String>?
        ) {
            self.name = name
            self.from = from
            self.join = join
            self.matureAfter = matureAfter
            self.missing = missing
            self.weight = weight
        }
    }

    /// Those of the further sources that a metric with these options reads.
    package func sources(of options: OptionValues) -> [Source] {
        sources.filter { source in
            options.values.values.contains { value in
                if case .text(let text) = value {
                    text == source.name.value || text == source.weight?.value
                } else {
                    false
                }
            }
        }
    }

    package init(
        from: Located<String>?,
        join: LabelJoin,
        matureAfter: Located<Duration>?,
        missing: MissingLabelPolicy,
        weight: Located<String>? = nil,
        positive: Located<String>?,
        span: SourceSpan,
        source: OptionValues? = nil,
        program: Located<String>? = nil,
        sources: [Source] = []
    ) {
        self.sources = sources
        self.source = source
        self.program = program
        self.from = from
        self.join = join
        self.matureAfter = matureAfter
        self.missing = missing
        self.weight = weight
        self.positive = positive
        self.span = span
    }
}
