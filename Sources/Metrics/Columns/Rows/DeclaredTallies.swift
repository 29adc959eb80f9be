package import JSON
package import Plan

/// What a plan's own metrics over columns keep of one model's rows, found by the metrics' names.
///
/// Rows come in several parts: as they are answered, once their labels are known, and once those of each further source are. A
/// metric reads one of them.
package struct DeclaredTallies: Sendable {
    /// Which rows a metric reads.
    package struct Part: Sendable, Hashable {
        package static let answered = Part(rawValue: 0)
        package static let labelled = Part(rawValue: 1)

        /// Those that there are where no further source gives labels.
        package static let allCases = [answered, labelled]

        fileprivate let rawValue: Int

        private init(rawValue: Int) { self.rawValue = rawValue }

        /// Pairs of rows, both models' answers to a request, once their labels are known, where there are so many further sources.
        package static func pairs(sources: Int) -> Part { source(sources) }

        /// Rows once the labels of a further source are known; sources are counted from 0.
        package static func source(_ index: Int) -> Part { Part(rawValue: allCases.count + index) }
    }

    /// A metric as a plan declares it.
    package struct Metric: Sendable {
        package let name: String
        package let type: ValueType
        package let part: Part
        package let metric: any ColumnMetric
        /// The metric whose values for the two models it is the difference of; nil for any that a plan declares.
        package let difference: String?

        package init(
            name: String,
            type: ValueType,
            part: Part,
            metric: any ColumnMetric,
            difference: String? = nil
        ) {
            self.difference = difference
            self.name = name
            self.type = type
            self.part = part
            self.metric = metric
        }
    }

    /// A metric that is made from another one by segments.
    package struct Difference: Sendable {
        /// The other metric.
        package let of: String
        /// The column whose values are the segments.
        package let between: String
        package let type: ValueType

        package init(of: String, between: String, type: ValueType) {
            self.of = of
            self.between = between
            self.type = type
        }
    }

    private struct Place: Sendable {
        let type: ValueType
        let part: Part
        let index: Int
    }

    private let places: [String: Place]
    /// The same of what two models differ in, by the name of the metric that they differ in.
    private let paired: [String: Place]
    /// What is made from other metrics, by its name.
    private let differences: [String: Difference]
    /// A set of tallies for each part, in their order.
    private var parts: [ColumnTallies]

    /// - Parameter texts: Columns that are known to hold texts; nil where any may.
    package init(_ metrics: [Metric], differences: [String: Difference] = [:], texts: Set<String>? = []) {
        self.differences = differences
        var (places, paired): ([String: Place], [String: Place]) = ([:], [:])
        let count = max(Part.allCases.count, (metrics.map(\.part.rawValue).max() ?? 0) + 1)
        parts = (0..<count).map { part in
            let own = metrics.filter { $0.part.rawValue == part }
            for (index, metric) in own.enumerated() {
                let place = Place(type: metric.type, part: metric.part, index: index)
                if let name = metric.difference { paired[name] = place } else { places[metric.name] = place }
            }
            return ColumnTallies(own.map(\.metric), asking: ColumnList(texts: texts))
        }
        self.places = places
        self.paired = paired
    }

    /// The columns that the metrics of a part read.
    package func columns(_ part: Part) -> ColumnList {
        parts.indices.contains(part.rawValue) ? parts[part.rawValue].columns : ColumnList()
    }

    /// The rows that metrics are compared with, each once.
    package var awaited: Set<AwaitedRows> { parts.reduce(into: []) { $0.formUnion($1.awaited) } }

    /// The same empty tallies once it is known what was kept of the rows that they are compared with.
    package func referring(to states: [AwaitedRows: TallyState]) -> DeclaredTallies {
        var result = self
        for part in result.parts.indices { result.parts[part].refer(to: states) }
        return result
    }

    package mutating func add(_ rows: ColumnBatch, to part: Part) {
        if parts.indices.contains(part.rawValue) { parts[part.rawValue].add(rows) }
    }

    /// Adds what tallies of the same metrics have seen.
    package mutating func merge(_ other: DeclaredTallies) {
        for part in parts.indices { parts[part].merge(other.parts[part]) }
    }

    /// What the metric of that name says, and its type; nil where there is none.
    package func value(of name: String) -> (value: MetricValue, type: ValueType)? {
        places[name].map { (parts[$0.part.rawValue].value(of: $0.index), $0.type) }
    }

    /// Writes what is kept as the member `declared`, where there is anything to keep.
    package func write(to writer: inout JSONWriter) {
        let states = parts.map(\.states)
        guard states.contains(where: { !$0.isEmpty }) else { return }
        writer.array("declared") { writer in
            for part in states { writer.array { writer in for state in part { state.write(to: &writer) } } }
        }
    }

    /// The same empty tallies once they have seen what others kept.
    package func holding(_ json: JSONValue?) throws(AccumulatorError) -> DeclaredTallies {
        guard parts.contains(where: { !$0.states.isEmpty }) else { return self }
        guard let lists = json?.array, lists.count == parts.count else {
            throw AccumulatorError("declared", "its state is missing")
        }
        var result = self
        for (place, list) in lists.enumerated() {
            let states = (list.array ?? []).compactMap(TallyState.init)
            guard let part = parts[place].holding(states) else {
                throw AccumulatorError("declared", "its state is none of the plan's metrics")
            }
            result.parts[place] = part
        }
        return result
    }

    /// Whether the metric of that name is of both models' rows.
    package func isCompared(_ name: String) -> Bool {
        places[name].map { parts[$0.part.rawValue].isCompared($0.index) } ?? false
    }

    /// Whether the metric of that name is of all that units have shown, whatever the window.
    package func isCarried(_ name: String) -> Bool {
        places[name].map { parts[$0.part.rawValue].isCarried($0.index) } ?? false
    }

    /// What the metric of that name says of the candidate's rows, given those of the baseline, and its type.
    package func value(of name: String, against reference: DeclaredTallies) -> (value: MetricValue, type: ValueType)? {
        places[name].map { place in
            let part = place.part.rawValue
            return (parts[part].value(of: place.index, against: reference.parts[part]), place.type)
        }
    }

    /// What the metric of that name is made from by segments; nil where it is no such metric.
    package func difference(_ name: String) -> Difference? { differences[name] }

    /// How sure the model was and how often right, of the metric of that name; nil where it keeps no such curve.
    package func calibration(of name: String) -> CalibrationTally? {
        places[name].flatMap { parts[$0.part.rawValue].tally(of: $0.index, as: CalibrationTally.self) }
    }

    /// Between which numbers the value lies of the metric of that name; nil where that cannot be told.
    package func interval(of name: String, confidence: Double) -> MetricInterval? {
        places[name].flatMap { parts[$0.part.rawValue].interval(of: $0.index, confidence: confidence) }
    }

    /// The same at every look at once, but for a chance of `error` on either side.
    package func sequence(of name: String, error: Double) -> MetricInterval? {
        places[name].flatMap { parts[$0.part.rawValue].sequence(of: $0.index, error: error) }
    }

    /// Between which numbers it lies by how much the metric of that name is larger than the other model's for the same rows; nil where
    /// that was not counted, or cannot be told.
    package func differenceInterval(of name: String, confidence: Double) -> MetricInterval? {
        paired[name].flatMap { parts[$0.part.rawValue].interval(of: $0.index, confidence: confidence) }
    }
}
