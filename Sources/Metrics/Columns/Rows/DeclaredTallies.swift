package import Plan

/// What a plan's own metrics over columns keep of one model's rows, found by the metrics' names.
///
/// Rows come in two parts: as they are answered, and once their labels are known. A metric reads one of them.
package struct DeclaredTallies: Sendable {
    /// Which rows a metric reads.
    package enum Part: Int, Sendable, CaseIterable {
        case answered, labelled
    }

    /// A metric as a plan declares it.
    package struct Metric: Sendable {
        package let name: String
        package let type: ValueType
        package let part: Part
        package let metric: any ColumnMetric

        package init(name: String, type: ValueType, part: Part, metric: any ColumnMetric) {
            self.name = name
            self.type = type
            self.part = part
            self.metric = metric
        }
    }

    private struct Place: Sendable {
        let type: ValueType
        let part: Part
        let index: Int
    }

    private let places: [String: Place]
    /// A set of tallies for each part, in their order.
    private var parts: [ColumnTallies]

    package init(_ metrics: [Metric]) {
        var places: [String: Place] = [:]
        parts = Part.allCases.map { part in
            let own = metrics.filter { $0.part == part }
            for (index, metric) in own.enumerated() {
                places[metric.name] = Place(type: metric.type, part: part, index: index)
            }
            return ColumnTallies(own.map(\.metric))
        }
        self.places = places
    }

    /// The columns that the metrics of a part read.
    package func columns(_ part: Part) -> ColumnList { parts[part.rawValue].columns }

    package mutating func add(_ rows: ColumnBatch, to part: Part) { parts[part.rawValue].add(rows) }

    /// Adds what tallies of the same metrics have seen.
    package mutating func merge(_ other: DeclaredTallies) {
        for part in parts.indices { parts[part].merge(other.parts[part]) }
    }

    /// What the metric of that name says, and its type; nil where there is none.
    package func value(of name: String) -> (value: MetricValue, type: ValueType)? {
        places[name].map { (parts[$0.part.rawValue].value(of: $0.index), $0.type) }
    }

    /// Between which numbers the value lies of the metric of that name; nil where that cannot be told.
    package func interval(of name: String, confidence: Double) -> MetricInterval? {
        places[name].flatMap { parts[$0.part.rawValue].interval(of: $0.index, confidence: confidence) }
    }
}
