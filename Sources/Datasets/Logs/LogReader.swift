import Diagnostics
import Platform

/// Reads a prediction log for who wants to know what metrics over it say.
struct LogReader: ~Copyable {
    private let name: String
    private let query: LogQuery
    private var stream: LogStream<LogRows>

    init(_ stream: consuming ByteStream, name: String, query: LogQuery, chunkSize: Int, maximumRow: Int) {
        self.name = name
        self.query = query
        self.stream = LogStream(
            stream,
            name: name,
            sink: LogRows(query: query, name: name),
            chunkSize: chunkSize,
            maximumRow: maximumRow
        )
    }

    mutating func read(_ format: LogFormat?, _ each: (LogBatch) -> Void) throws(DatasetFailure) -> PredictionLog {
        try stream.start()
        var roles: Set<LogRole>
        switch format ?? stream.sniffed {
        case .csv:
            let query = query
            let slots = try stream.readHeader { header, problems in header.columns(of: query, problems: &problems) }
            try readRows(each)
            roles = Set(slots.compactMap(LogRole.init))
            checkModels()
        case .jsonl:
            let members = LogRole.allCases.compactMap { role in
                query.column(role).map { (Array($0.name.utf8), role.rawValue) }
            }
            stream.scan(by: JSONLogScanner(members: members))
            try readRows(each)
            roles = stream.sink.seenRoles
            checkModels()
            try checkMembers(roles, firstLine: stream.firstLine)
        }
        if stream.sink.problems.count == 0, stream.sink.rowCount == 0 { addWithoutRows() }
        if let failure = stream.sink.problems.failure { throw failure }
        let rows = stream.sink
        let (classes, ranks) = ClassOrder.ordered(rows.classes.names.map { String(decoding: $0, as: UTF8.self) })
        return PredictionLog(
            classes: classes,
            ranks: ranks.map(Int.init),
            rowCount: rows.rowCount,
            failedCount: rows.failedCount,
            labelledCount: rows.labelledCount,
            roles: roles
        )
    }

    private mutating func readRows(_ each: (LogBatch) -> Void) throws(DatasetFailure) {
        while try stream.advance() {
            guard !stream.sink.batch.predicted.isEmpty else { continue }
            each(stream.sink.batch)
            stream.sink.batch.removeAll()
        }
    }

    // MARK: Columns

    /// Finds members that no line has though they are needed.
    private mutating func checkMembers(_ roles: Set<LogRole>, firstLine: SourceFile?) throws(DatasetFailure) {
        guard let firstLine else { return }
        // Lines without a prediction are no problem each where no line has one.
        let isOnlyMissing = stream.sink.problems.count == stream.sink.missingPredictions
        guard stream.sink.problems.count == 0 || (isOnlyMissing && !roles.contains(.prediction)) else { return }
        var problems = LogProblems(name: name)
        let names = JSONMemberPlaces(of: firstLine.bytes, from: 0).members.map { member in
            String(decoding: firstLine.bytes[member.name].dropFirst().dropLast(), as: UTF8.self)
        }
        // Without a way to choose rows, what the rows have is not known.
        let isUnchosen = query.model != nil && stream.sink.models.count == 0
        for role in isUnchosen ? [.model] : LogRole.allCases where !roles.contains(role) {
            guard let column = query.column(role), role != .prediction || stream.sink.missingPredictions > 0 else {
                continue
            }
            problems.addMissing(column, role, among: names, "no line has", on: firstLine)
        }
        if let failure = problems.failure { throw failure }
    }

    /// Whether the rows that count are of one model.
    private mutating func checkModels() {
        guard stream.sink.problems.count == 0, stream.sink.models.count > 0 else { return }
        let models = stream.sink.models.names.map { String(decoding: $0, as: UTF8.self) }
        let list = "the models are " + models.prefix(12).sorted().map { "`\($0)`" }.joined(separator: ", ")
        let notes = [list + (models.count > 12 ? ", …" : "")]
        if let wanted = query.model, stream.sink.wantedNumber < 0 {
            stream.sink.problems.add(
                LogCodes.noSuchModel,
                "no row is of the model `\(wanted)`",
                of: SourceFile(name: name, bytes: []),
                notes: notes,
                help: Suggestion.help(for: wanted, among: models)
            )
        } else if let line = stream.sink.secondModel {
            stream.sink.problems.add(
                LogCodes.severalModels,
                "the rows come from \(models.count) models",
                of: line,
                notes: notes,
                help: ["choose one with `--model`"]
            )
        }
    }

    private mutating func addWithoutRows() {
        let bytes = stream.bytes
        stream.sink.problems.add(DatasetCodes.emptyData, "`\(name)` has no rows", at: 0..<0, in: bytes.span)
    }
}
