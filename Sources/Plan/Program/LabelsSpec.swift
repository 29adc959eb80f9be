/// Where the true answers come from if not from the traffic itself, and how late.
package struct LabelsSpec: Sendable, Hashable {
    /// The file, relative to the plan's folder; nil where only further sources are named, and what the log itself says is the
    /// truth.
    package let from: String?
    package let join: LabelJoin
    /// Rows younger than this do not count yet.
    package let matureAfter: Duration
    package let missing: MissingLabelPolicy
    /// The column of the file with how many rows each labelled one stands for.
    package let weight: String?
    package let positive: String?
    /// The options of the program that gives them, from which they come into the file; nil where they are there already.
    package let source: OptionValues?
    /// Further sources, in the order of their names.
    package let sources: [LabelSource]

    package init(
        from: String?,
        join: LabelJoin,
        matureAfter: Duration,
        missing: MissingLabelPolicy,
        weight: String? = nil,
        positive: String?,
        source: OptionValues? = nil,
        sources: [LabelSource] = []
    ) {
        self.sources = sources
        self.source = source
        self.from = from
        self.join = join
        self.matureAfter = matureAfter
        self.missing = missing
        self.weight = weight
        self.positive = positive
    }
}
