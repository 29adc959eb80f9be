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
    /// Columns that have to be there, whatever they are for.
    package let declared: [String]

    package init(
        label: String,
        labelIsNumber: Bool = false,
        group: String? = nil,
        time: String? = nil,
        weight: String? = nil,
        ignored: [String] = [],
        declared: [String] = []
    ) {
        self.weight = weight
        self.label = label
        self.labelIsNumber = labelIsNumber
        self.group = group
        self.time = time
        self.ignored = ignored
        self.declared = declared
    }

    enum Use {
        case feature, label, group, time, weight, ignored
    }

    /// The columns that have to be there, with what they are for.
    var named: [(name: String, use: Use)] {
        [(label, .label)]
            + [(group, Use.group), (time, Use.time), (weight, Use.weight)].compactMap { name, use in
                name.map { ($0, use) }
            }
            + ignored.map { ($0, .ignored) } + declared.map { ($0, .feature) }
    }
}
