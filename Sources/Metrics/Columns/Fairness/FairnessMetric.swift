import Plan

/// A metric of how differently one class is predicted for groups of people.
protocol FairnessMetric: ColumnMetric where Tally == GroupTally {
    var groups: FairnessGroups { get }

    /// The value over groups that are large enough, of which there are two at least; nil where one of them has no answer.
    func number(over groups: [GroupTally.Group]) -> Double?

    /// How many rows of a group the value is made from.
    static func size(of group: GroupTally.Group) -> Int
}

extension FairnessMetric {
    var tellsAllTexts: Bool { true }

    static func size(of group: GroupTally.Group) -> Int { group.rows }

    static func described(_ name: String, _ summary: String, source: MetricDescriptor.Source) -> MetricKindDescriptor {
        MetricKindDescriptor(
            KindDescriptor(
                name,
                summary,
                .options([
                    FieldShape(
                        "between",
                        .reference(to: "column"),
                        required: true,
                        "The column whose values are the groups."
                    ),
                    FieldShape("positive", .reference(to: "class"), required: true, "The class that is wanted."),
                    FieldShape(
                        "least",
                        .integer(1...1_000_000_000),
                        default: "30",
                        "A group with fewer rows has no say."
                    ),
                    ColumnOption.label,
                    ColumnOption.prediction,
                ]),
                standing: .onLogs
            ),
            type: .fraction,
            source: source,
            evidence: [.point, .interval]
        )
    }

    func tally(_ list: inout ColumnList) -> GroupTally {
        GroupTally(
            group: list.text(groups.column),
            label: list.text(groups.label),
            prediction: list.text(groups.prediction),
            positive: groups.positive
        )
    }

    func value(of tally: GroupTally) -> MetricValue {
        let large = tally.groups.values.filter { Self.size(of: $0) >= groups.least }
        let samples = large.reduce(0) { $0.saturatingAdd(Self.size(of: $1)) }
        guard large.count > 1 else {
            let reason = "fewer than two values of `\(groups.column)` have \(groups.least) rows"
            return .undefined(samples: samples, because: reason)
        }
        guard let number = number(over: large) else {
            return .undefined(samples: samples, because: "a share of no rows has no answer")
        }
        return .defined(number, samples: samples)
    }

    func interval(of tally: GroupTally, confidence: Double) -> MetricInterval? {
        guard value(of: tally).value != nil else { return nil }
        // In an order of their own, as what is drawn depends on it.
        let large = tally.groups.sorted { $0.key < $1.key }.map(\.value).filter { Self.size(of: $0) >= groups.least }
        guard large.count <= 100 else { return nil }
        return MetricInterval(of: large.flatMap(\.cells), confidence: confidence) { counts in
            number(over: large.indices.map { GroupTally.Group(cells: counts[(6 * $0)..<(6 * $0 + 6)]) })
        }
    }
}

/// Which rows form groups, and what is predicted for them.
struct FairnessGroups: Sendable, Hashable {
    let column: String
    let label: String
    let prediction: String
    let positive: String
    let least: Int

    init(_ options: OptionValues) {
        column = options.text("between") ?? ""
        label = options.text("label") ?? "label"
        prediction = options.text("prediction") ?? "prediction"
        positive = options.text("positive") ?? ""
        least = options.integer("least") ?? 30
    }
}

extension [GroupTally.Group] {
    /// The smallest and the largest of the groups' shares, or nil where a group has none.
    func shares(_ part: (Element) -> Int, of whole: (Element) -> Int) -> (smallest: Double, largest: Double)? {
        var range: (smallest: Double, largest: Double)?
        for group in self {
            guard whole(group) > 0 else { return nil }
            let share = Double(part(group)) / Double(whole(group))
            range = (Swift.min(range?.smallest ?? share, share), Swift.max(range?.largest ?? share, share))
        }
        return range
    }

    /// How far apart the groups' shares are at most.
    func gap(_ part: (Element) -> Int, of whole: (Element) -> Int) -> Double? {
        shares(part, of: whole).map { $0.largest - $0.smallest }
    }
}
