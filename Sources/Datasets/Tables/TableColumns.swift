package import Plan

/// What the columns of a data set are for; those that are not named are features.
package struct TableColumns: Sendable, Hashable {
    package let label: String
    /// Whether the label is a number to predict, and not a class.
    package let labelIsNumber: Bool
    /// The column whose values stay together in one part of a split.
    package let group: String?
    /// The column with the time of each row.
    package let time: String?
    /// The column with what each row counts in training.
    package let weight: String?
    /// The columns that are passed over.
    package let ignored: [String]
    /// What columns are said to hold, which have to be there.
    package let contents: [String: DataColumnContent]
    /// Whether what other columns hold is read off their cells; without it, they hold numbers.
    package let infersContents: Bool
    /// Whether cells of features may be empty, and those of numbers be a word for it (`MissingWords`).
    package let allowsMissing: Bool

    package init(
        label: String,
        labelIsNumber: Bool = false,
        group: String? = nil,
        time: String? = nil,
        weight: String? = nil,
        ignored: [String] = [],
        contents: [String: DataColumnContent] = [:],
        infersContents: Bool = false,
        allowsMissing: Bool = false
    ) {
        self.infersContents = infersContents
        self.weight = weight
        self.label = label
        self.labelIsNumber = labelIsNumber
        self.group = group
        self.time = time
        self.ignored = ignored
        self.contents = contents
        self.allowsMissing = allowsMissing
    }

    enum Use {
        case feature, category, label, group, time, weight, ignored

        /// Whether models see it.
        var isFeature: Bool { self == .feature || self == .category }
    }

    /// The columns that have to be there, with what they are for.
    var named: [(name: String, use: Use)] {
        [(label, .label)]
            + [(group, Use.group), (time, Use.time), (weight, Use.weight)].compactMap { name, use in
                name.map { ($0, use) }
            }
            + ignored.map { ($0, .ignored) }
            + contents.keys.sorted().map { name in (name, contents[name] == .category ? Use.category : .feature) }
    }
}
