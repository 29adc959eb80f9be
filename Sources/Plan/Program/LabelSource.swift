/// A further source of labels, which metrics over columns read under its name.
package struct LabelSource: Sendable, Hashable {
    package let name: String
    /// The file, relative to the plan's folder.
    package let from: String
    package let join: LabelJoin
    /// Rows younger than this do not count yet in what these labels tell.
    package let matureAfter: Duration
    package let missing: MissingLabelPolicy
    /// The column of the file with how many rows each labelled one stands for.
    package let weight: String?

    package init(
        name: String,
        from: String,
        join: LabelJoin,
        matureAfter: Duration,
        missing: MissingLabelPolicy,
        weight: String?
    ) {
        self.name = name
        self.from = from
        self.join = join
        self.matureAfter = matureAfter
        self.missing = missing
        self.weight = weight
    }
}

extension LabelsSpec {
    /// The files that labels are read from, relative to the plan's folder, each as often as it is named.
    package var files: [String] { (from.map { [$0] } ?? []) + sources.map(\.from) }

    /// How long the labels may take that a metric with these options reads: those of the latest of the sources that it names, or
    /// else the plan's own.
    package func maturity(of options: OptionValues) -> Duration {
        sources.filter { $0.isNamed(by: options) }.map(\.matureAfter).max() ?? matureAfter
    }

    /// Whether a metric with these options reads one of the further sources.
    package func isNamed(by options: OptionValues) -> Bool { sources.contains { $0.isNamed(by: options) } }
}

extension LabelSource {
    fileprivate func isNamed(by options: OptionValues) -> Bool {
        options.values.values.contains { value in
            if case .text(let text) = value { text == name || text == weight } else { false }
        }
    }
}
