import Diagnostics
import Plan
package import Platform

/// Reads recorded traffic, window by window, in memory that does not grow with it.
package struct TrafficReader: ~Copyable {
    private var stream: LogStream<TrafficRows>
    private let query: TrafficQuery
    private let name: String

    /// - Parameters:
    ///   - stream: Where the log's bytes come from.
    ///   - name: What messages call it.
    ///   - labels: What is known of labels beside the log: their classes have the first numbers.
    ///   - format: How it is written; nil where its first byte says so.
    ///   - chunkSize: How many bytes are read at a time.
    package init(
        _ stream: consuming ByteStream,
        named name: String,
        query: TrafficQuery,
        labels: JoinedFiles? = nil,
        format: LogFormat? = nil,
        chunkSize: Int = 1 << 20,
        maximumRow: Int = 16 << 20
    ) throws(DatasetFailure) {
        self.name = name
        self.query = query
        self.stream = LogStream(
            stream,
            name: name,
            sink: TrafficRows(query: query, name: name, classes: labels?.classes ?? LogClasses()),
            chunkSize: chunkSize,
            maximumRow: maximumRow
        )
        try self.stream.start()
        switch format ?? self.stream.sniffed {
        case .csv:
            _ = try self.stream.readHeader { header, problems in
                var slots: [Int: Int] = [:]
                for column in query.columns {
                    slots[column.slot] = header.column(column.name, problems: &problems)
                    if slots[column.slot] == nil, query.isDeclared || column.isNeeded {
                        Self.addMissing(column.name, among: header, to: &problems)
                    }
                }
                return slots
            }
        case .jsonl:
            let members = query.columns.map { (Array($0.name.utf8), $0.slot) }
            self.stream.scan(by: JSONLogScanner(members: members))
        }
    }

    private static func addMissing(_ name: String, among header: LogHeader, to problems: inout LogProblems) {
        let shown = header.names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
        let rest = header.names.count > 20 ? " and \(header.names.count - 20) more" : ""
        problems.add(
            LogCodes.noSuchLogColumn,
            "no column is called `\(name)`",
            of: header.line,
            notes: ["the plan's `columns` name it", "the columns are \(shown)\(rest)"],
            help: Suggestion.help(for: name, among: header.names)
        )
    }

    /// Reads on, and gives the rows of the next part of the log; nil at its end. What rows cannot be used is told at the end,
    /// by `summary`.
    package mutating func next() throws(DatasetFailure) -> TrafficBatch? {
        stream.sink.batch.removeAll()
        guard try stream.advance() else { return nil }
        if stream.sink.isStopped { throw stream.failure }
        return stream.sink.batch
    }

    /// No row that is yet to come is older than this and can be used.
    package var horizon: Int64 { stream.sink.horizon }

    /// What the texts of each column of texts are, by their numbers, so far.
    package var texts: [[String]] {
        stream.sink.texts.map { names in names.names.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// How many classes have appeared so far.
    package var classCount: Int { stream.sink.classes.count }

    /// The failure of a log that is not what it was when it was surveyed.
    var changed: DatasetFailure {
        let file = SourceFile(name: name, bytes: [])
        let message = "`\(name)` has changed while it was read"
        return DatasetFailure([DatasetError(TrafficCodes.changedLog, message, in: file, at: 0..<0)])
    }

    /// The failure of a log with more combinations of texts than can be looked at one by one.
    func tooMany(_ crossing: TrafficCrossing) -> DatasetFailure {
        let names = crossing.names.map { "`\($0)`" }.joined(separator: " and ")
        return DatasetFailure([
            DatasetError(
                TrafficCodes.tooManyTexts,
                "\(names) have more than \(TrafficCrossing.maximumCount) different combinations",
                in: SourceFile(name: name, bytes: []),
                at: 0..<0
            )
        ])
    }

    /// What the log holds, once all of it has been read.
    ///
    /// It throws where more rows cannot be used than may be, where there is none at all, or where none is of a model that
    /// the query names.
    package func summary(allowsMissingModels: Bool = false) throws(DatasetFailure) -> TrafficSummary {
        let rows = stream.sink
        let bad = rows.problems.count
        let total = rows.rowCount + bad
        if query.badRows.isExceeded(by: bad, of: total), let failure = rows.problems.failure {
            throw query.badRows > .zero
                ? DatasetFailure([Self.tooMany(bad, of: total, query, name)] + failure.errors) : failure
        }
        var problems = LogProblems(name: name)
        let file = SourceFile(name: name, bytes: [])
        if rows.rowCount == 0 {
            problems.add(DatasetCodes.emptyData, "`\(name)` has no rows", of: file, notes: [], help: [])
        }
        let models = rows.models.names.map { String(decoding: $0, as: UTF8.self) }
        for model in query.models.values.sorted()
        where rows.rowCount > 0 && !allowsMissingModels && !models.contains(model) {
            let list = models.prefix(12).sorted().map { "`\($0)`" }.joined(separator: ", ")
            problems.add(
                LogCodes.noSuchModel,
                "no row is of the model `\(model)`",
                of: file,
                notes: ["the models are \(list)" + (models.count > 12 ? ", …" : "")],
                help: Suggestion.help(for: model, among: models)
            )
        }
        if let failure = problems.failure { throw failure }
        let (classes, ranks) = ClassOrder.ordered(rows.classes.names.map { String(decoding: $0, as: UTF8.self) })
        return TrafficSummary(
            first: rows.first,
            last: rows.last,
            rowCount: rows.rowCount,
            badCount: bad,
            lateCount: rows.lateCount,
            badRows: rows.problems.errors,
            models: models,
            classes: classes,
            ranks: ranks.map(Int.init)
        )
    }

    private static func tooMany(_ bad: Int, of total: Int, _ query: TrafficQuery, _ name: String) -> DatasetError {
        DatasetError(
            TrafficCodes.tooManyBadRows,
            "\(bad) of \(total) rows cannot be used, more than \(query.badRows.percentText)",
            in: SourceFile(name: name, bytes: []),
            at: 0..<0
        )
    }
}

/// What recorded traffic holds.
package struct TrafficSummary: Sendable {
    /// The time of the oldest row, and of the newest.
    package let first: Int64
    package let last: Int64
    /// The rows that can be used, whatever model they are of.
    package let rowCount: Int
    /// The rows that cannot be used, and how many of them came too late.
    package let badCount: Int
    package let lateCount: Int
    /// What is wrong with the first ten of them.
    package let badRows: [DatasetError]
    package let models: [String]
    /// The classes: in numeric order where all are whole numbers, else in that of their UTF-8.
    package let classes: [String]
    /// The place in `classes` of each class, by its number in batches.
    package let ranks: [Int]
}
