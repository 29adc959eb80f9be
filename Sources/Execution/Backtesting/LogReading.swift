package import Datasets
import Metrics
package import Plan

/// What of a log a plan reads: for its clock and audiences, and for the metrics that it declares itself.
package struct LogReading: Sendable {
    /// Where a column of a metric comes from.
    enum Source: Sendable, Hashable {
        case prediction, label
        /// Whether the row's request was answered before.
        case repeats
        /// How many rows the row stands for, by its label.
        case labelWeight
        /// The label that a further source has for the row, and how many rows it stands for by that.
        case source(Int)
        case sourceWeight(Int)
        case text(Int)
        case number(Int)
        /// When the row was recorded, in seconds since 1970 or whatever the log counts from.
        case time
    }

    package let query: TrafficQuery
    let metrics: [DeclaredTallies.Metric]
    /// What the plan makes of metrics by segments.
    let differences: [String: DeclaredTallies.Difference]
    /// The columns by which anything is looked at by segments, and those that are crossed for it, in order.
    let segmentColumns: [SegmentColumns]
    /// The columns that are known to hold texts.
    let textNames: Set<String>
    /// The column of the labels' file with how many rows each stands for.
    private let labelWeight: String?
    private let sources: [LabelSource]
    private let labelNames: Set<String>
    private let predictionNames: Set<String>
    private let timeNames: Set<String>

    /// - Parameter log: The log's columns, or nil where they have the names of what they hold.
    package init(_ program: Program, log declared: LogSpec?) {
        let log = declared ?? LogSpec.standard
        func names(_ role: LogColumnContent.Role) -> Set<String> {
            Set(log.columns.filter { $0.content == .role(role) }.map(\.name)).union([role.rawValue])
        }
        let (labelNames, predictionNames) = (names(.label), names(.prediction))
        self.labelNames = labelNames
        let labelWeight = program.labels?.weight
        self.labelWeight = labelWeight
        self.predictionNames = predictionNames
        let timeNames = names(.time)
        self.timeNames = timeNames
        let texts = log.columns.filter { $0.content.isText }.map(\.name) + names(.model) + names(.error)
        let sources = program.labels?.sources ?? []
        self.sources = sources
        let beside = Set(sources.map(\.name) + sources.compactMap(\.weight) + (labelWeight.map { [$0] } ?? []))
        textNames = labelNames.union(predictionNames).union(texts).union(sources.map(\.name))
        let empty = ColumnList(texts: textNames)
        var columns = empty
        let ownMetrics = program.metricSpecs.compactMap { spec -> DeclaredTallies.Metric? in
            guard let metric = MetricKindRegistry.metric(spec.kind, spec.options) else { return nil }
            let own = metric.columns(empty)
            for name in own.numbers
            where name != ColumnList.repeats && !beside.contains(name) && !timeNames.contains(name) {
                _ = columns.number(name)
            }
            for name in own.texts
            where !labelNames.contains(name) && !predictionNames.contains(name) && !beside.contains(name) {
                _ = columns.text(name)
            }
            return DeclaredTallies.Metric(
                name: spec.name,
                type: spec.type,
                part: Self.part(own, sources, labelNames, program.labels?.matureAfter ?? .zero),
                metric: metric
            )
        }
        metrics = ownMetrics + Self.pairs(of: ownMetrics, in: program, labelNames)
        let differences = program.segmentDifferences
        self.differences = differences
        segmentColumns = Set(program.metrics.compactMap(\.segment) + differences.values.map(\.between)).sorted().map {
            SegmentColumns(text: $0)
        }
        for name in segmentColumns.flatMap(\.names)
        where !labelNames.contains(name) && !predictionNames.contains(name) {
            _ = columns.text(name)
        }
        for condition in program.stages.compactMap(\.audience.attributes) {
            for (name, isNumber) in condition.attributes {
                _ = isNumber ? columns.number(name) : columns.text(name)
            }
        }
        query = TrafficQuery(
            log,
            models: Dictionary(uniqueKeysWithValues: program.models.map { ($0.role, $0.loggedName) }),
            numbers: columns.numbers,
            texts: columns.texts,
            crossings: segmentColumns.map(\.names).filter { $0.count > 1 },
            // Predictions that somebody wants as numbers are no classes.
            hasClasses: predictionNames.isDisjoint(with: columns.numbers),
            salt: program.name,
            isDeclared: declared != nil
        )
    }

    /// What goes along with metrics that gates compare with the baseline by intervals, of both models' answers to a request: where labels
    /// are missing the two would not be of the same rows.
    private static func pairs(
        of metrics: [DeclaredTallies.Metric],
        in program: Program,
        _ labelNames: Set<String>
    ) -> [DeclaredTallies.Metric] {
        guard program.labels?.missing ?? .exclude == .exclude else { return [] }
        let compared = program.metricsComparedByInterval
        return metrics.filter { $0.part == .labelled || $0.part == .answered }.compactMap { metric in
            guard compared.contains(metric.name), let paired = metric.metric.paired,
                paired.columns(ColumnList(texts: labelNames)).texts.allSatisfy(labelNames.contains)
            else { return nil }
            return DeclaredTallies.Metric(
                name: metric.name,
                type: .score,
                part: .pairs(sources: program.labels?.sources.count ?? 0),
                metric: paired,
                difference: metric.name
            )
        }
    }

    /// The columns of either row that metrics of pairs read, as they call them.
    var pairedColumns: ColumnList {
        DeclaredTallies(metrics.filter { $0.difference != nil }, texts: textNames).columns(
            .pairs(sources: sources.count)
        )
    }

    /// The rows that those metrics read.
    var pairs: DeclaredTallies.Part { .pairs(sources: sources.count) }

    /// Which rows a metric reads that asks for these columns: they count once the latest of its labels do.
    private static func part(
        _ columns: ColumnList,
        _ sources: [LabelSource],
        _ labelNames: Set<String>,
        _ maturity: Duration
    ) -> DeclaredTallies.Part {
        let names = Set(columns.numbers + columns.texts)
        let read = sources.enumerated().filter { _, source in
            names.contains(source.name) || source.weight.map(names.contains) == true
        }
        let ownMaturity = labelNames.isDisjoint(with: names) ? nil : maturity
        if let latest = read.max(by: { $0.element.matureAfter < $1.element.matureAfter }),
            latest.element.matureAfter >= ownMaturity ?? .zero
        {
            return .source(latest.offset)
        }
        return ownMaturity == nil ? .answered : .labelled
    }

    /// Where the texts of a column come from; nil where there are none.
    func text(_ name: String) -> Source? {
        if let source = sources.firstIndex(where: { $0.name == name }) { return .source(source) }
        if predictionNames.contains(name) { return .prediction }
        if labelNames.contains(name) { return .label }
        return query.text(name).map(Source.text)
    }

    /// Where the numbers of a column come from; nil where there are none.
    func number(_ name: String) -> Source? {
        if name == labelWeight { return .labelWeight }
        if let source = sources.firstIndex(where: { $0.weight == name }) { return .sourceWeight(source) }
        if timeNames.contains(name) { return .time }
        return name == ColumnList.repeats ? .repeats : query.number(name).map(Source.number)
    }

    /// Whether some metric asks which requests were answered before.
    var countsRepeats: Bool {
        metrics.contains { $0.metric.columns(ColumnList(texts: textNames)).numbers.contains(ColumnList.repeats) }
    }
}

extension ColumnMetric {
    fileprivate func columns(_ empty: ColumnList) -> ColumnList {
        var columns = empty
        _ = tally(&columns)
        return columns
    }
}

extension LogColumnContent {
    fileprivate var isText: Bool {
        switch self {
        case .attribute(let type): type != .number
        case .role, .latency: false
        }
    }
}

extension ModelSpec {
    /// What a log calls the model: what the plan says, or else its role.
    fileprivate var loggedName: String { options.text("recorded") ?? role.rawValue }
}

extension LogSpec {
    /// A log whose columns have the names of what they hold, as a run's own log of requests has them.
    fileprivate static let standard = LogSpec(
        file: "",
        columns: LogColumnContent.Role.allCases.map { Column(name: $0.rawValue, content: .role($0)) }
            + [Column(name: "latency", content: .latency(.seconds))]
    )
}

extension AttributeCondition {
    /// What is asked of, and whether it is a number.
    fileprivate var attributes: [(name: String, isNumber: Bool)] {
        switch self {
        case .comparison(let attribute, _, .number): [(attribute, true)]
        case .comparison(let attribute, _, _): [(attribute, false)]
        case .not(let condition): condition.attributes
        case .atLeast(_, let conditions): conditions.flatMap(\.attributes)
        }
    }
}
