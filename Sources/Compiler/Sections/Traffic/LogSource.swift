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
    private static let windowFile = Key<Located<String>>.path(
        "file",
        "A file of CSV or JSON lines with the columns that are compared, such as the rows that a model was trained on."
    )
    private static let windowFrom = Key<Located<String>>.text(
        "from",
        "The window's beginning, as RFC 3339, a date, or a number of seconds as the log counts them."
    )
    private static let windowTo = Key<Located<String>>.text(
        "to",
        "Its end: what is of that moment or later is no more in it."
    )
    static let windowShape = RecordShape(
        "a window",
        "Rows that others are compared with: those of a file, or those of the log from one moment to another that are of the baseline, "
            + "or of the candidate where there is none.",
        [windowFile.field, windowFrom.field, windowTo.field]
    )
    static let windows = Key<[LogPlan.Window]>(
        "windows",
        .dictionary(of: .record(windowShape), naming: "window", wellKnown: []),
        "Rows that those of a stage are compared with by metrics of drift, by name, as in `against: NAME`."
    ) { node, lowering in
        lowering.dictionary(node, "`windows` is a mapping of windows by name") { name, node, lowering in
            window(name, node, in: &lowering)
        }
    }
    static let logShape = RecordShape(
        "`log`",
        "A recorded log with a row for each request and model.",
        [file.field, columns.field, badRows.field, lateness.field, candidateShare.field, windows.field]
    )
    static let key = Key<LogPlan>("log", .record(logShape), required: true, logShape.summary) { node, lowering in
        guard let record = Record(node, logShape, in: &lowering) else { return nil }
        return LogPlan(
            file: record.read(file, &lowering),
            columns: record.read(columns, &lowering),
            badRows: record.read(badRows, &lowering),
            lateness: record.read(lateness, &lowering),
            candidateShare: record.read(candidateShare, &lowering),
            windows: record.has(windows.name) ? record.read(windows, &lowering) ?? [] : [],
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

    /// RFC 3339, the beginning of a date in UTC, or seconds.
    private static func time(_ text: String) -> Timestamp? {
        if let time = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00Z") { return time }
        guard let seconds = Double(text), seconds.magnitude < 9e9 else { return nil }
        return Timestamp(nanoseconds: Int64((seconds * 1e9).rounded()))
    }

    private static func window(
        _ name: Located<String>,
        _ node: SyntaxNode,
        in lowering: inout Lowering
    ) -> LogPlan.Window? {
        guard let record = Record(node, windowShape, in: &lowering) else { return nil }
        func moment(_ key: Key<Located<String>>) -> Located<Timestamp>? {
            guard let text = record.read(key, &lowering) else { return nil }
            guard let time = time(text.value) else {
                lowering.report(.badQuantity, "`\(text.value)` is no time", at: text.span)
                return nil
            }
            return Located(time, at: text.span)
        }
        let hasFile = record.has(windowFile.name)
        for key in [windowFrom, windowTo] where record.has(key.name) == hasFile {
            lowering.report(
                hasFile ? .unknownKey : .missingKey,
                hasFile
                    ? "`\(key.name)` is of a window of the log's own time, and `\(name.value)` is one of a file"
                    : "the window `\(name.value)` lacks its key `\(key.name)`",
                at: record.keySpan(key.name) ?? name.span,
                help: hasFile ? [] : ["a window is `{ from: TIME, to: TIME }`, or `{ file: FILE }`"]
            )
        }
        if name.value == ModelRole.baseline.rawValue {
            lowering.report(
                .badName,
                "`baseline` is the baseline's rows of the same time, and no window",
                at: name.span
            )
        }
        let window = LogPlan.Window(
            name: name,
            file: hasFile ? record.read(windowFile, &lowering) : nil,
            from: hasFile ? nil : moment(windowFrom),
            to: hasFile ? nil : moment(windowTo)
        )
        if let from = window.from, let to = window.to, from.value.nanoseconds >= to.value.nanoseconds {
            lowering.report(.outOfRange, "the window ends before it begins", at: to.span)
        }
        return window
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
