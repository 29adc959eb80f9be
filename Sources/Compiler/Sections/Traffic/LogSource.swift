import Diagnostics
import Plan
import PlanSyntax

/// `log:` of `traffic`: a recorded log with a row for each request and model.
enum LogSource {
    static let file = Key<Located<String>>.path(
        "file",
        required: true,
        "The log: CSV with a header, or JSON lines. In its name `*` and `?` stand for characters, and all such files are the log."
    )
    private static let latency = Key<Located<TimeUnit>>.word(
        "latency",
        TimeUnit.self,
        required: true,
        "How long the answer took, as a number of these."
    )
    private static let latencyShape = RecordShape("a column", "A column of latencies.", [latency.field])
    static let columns = Key<[LogPlan.Column]>(
        "columns",
        .dictionary(
            of: .anyOf([.choice(LogColumnContent.words), .record(latencyShape)]),
            naming: "column",
            wellKnown: []
        ),
        required: true,
        "What the columns hold, by their names: a part such as `time` or `prediction`, something known of the request "
            + "or its unit (`text`, `number`, `boolean`), or `{ latency: ms }`."
    ) { node, lowering in
        lowering.dictionary(node, "`columns` is a mapping of contents by name") { name, node, lowering in
            LogPlan.Column(name: name, content: content(node, in: &lowering))
        }
    }
    static let badRows = Key<Located<Rational>>.fraction(
        "bad_rows",
        "Which share of the rows may be such that they cannot be used. They are counted and left out; none may be unless "
            + "stated."
    )
    static let lateness = Key<Located<Duration>>.duration(
        "lateness",
        "How much later than a newer row a row may come. One that comes later cannot be used; rows stand in the order of "
            + "their times unless stated."
    )
    static let candidateShare = Key<Located<Rational>>.fraction(
        "candidate_share",
        "Which share of the units was to be given the candidate when the log was recorded, where each request has the answer "
            + "of one model. A stage that met another share, by more than chance, is rolled back: its assignment was broken."
    )
    static let logShape = RecordShape(
        "`log`",
        "A recorded log with a row for each request and model.",
        [file.field, columns.field, badRows.field, lateness.field, candidateShare.field]
    )
    static let key = Key<LogPlan>("log", .record(logShape), required: true, logShape.summary) { node, lowering in
        guard let record = Record(node, logShape, in: &lowering) else { return nil }
        return LogPlan(
            file: record.read(file, &lowering),
            columns: record.read(columns, &lowering),
            badRows: record.read(badRows, &lowering),
            lateness: record.read(lateness, &lowering),
            candidateShare: record.read(candidateShare, &lowering),
            span: node.anchorSpan
        )
    }

    static let shape = RecordShape(
        "`traffic`",
        "Traffic that was recorded.",
        [key.field, TrafficSection.rate.field, TrafficSection.unit.field]
    )

    static func traffic(_ record: Record, at span: SourceSpan, in lowering: inout Lowering) -> TrafficPlan {
        let log = record.read(key, &lowering)
        return TrafficPlan(
            source: log.map(TrafficPlan.Source.log),
            rate: record.read(TrafficSection.rate, &lowering),
            unit: record.read(TrafficSection.unit, &lowering)?.value ?? TrafficSection.defaultUnit,
            groups: [],
            attributes: log.flatMap(attributes),
            span: span
        )
    }

    private static func content(_ node: SyntaxNode, in lowering: inout Lowering) -> Located<LogColumnContent>? {
        if node.kind == .mapping {
            guard let record = Record(node, latencyShape, in: &lowering),
                let unit = record.read(latency, &lowering)
            else { return nil }
            return Located(.latency(unit.value), at: unit.span)
        }
        return lowering.choice(node, among: LogColumnContent.words).flatMap { word in
            LogColumnContent(word: word.value).map { Located($0, at: word.span) }
        }
    }

    /// The columns that say something of requests and units; nil where that is not known.
    private static func attributes(_ log: LogPlan) -> [AttributePlan]? {
        log.columns?.compactMap { column in
            guard case .attribute(let type)? = column.content?.value else { return nil }
            return AttributePlan(name: column.name, type: type)
        }
    }
}
