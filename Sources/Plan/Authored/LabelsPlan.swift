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

    package init(
        from: Located<String>?,
        join: LabelJoin,
        matureAfter: Located<Duration>?,
        missing: MissingLabelPolicy,
        weight: Located<String>? = nil,
        positive: Located<String>?,
        span: SourceSpan,
        source: OptionValues? = nil,
        program: Located<String>? = nil
    ) {
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
