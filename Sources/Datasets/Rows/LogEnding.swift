import Diagnostics
import Plan

/// What can be said of a log only once all of it has been read: whether it can be used, and which classes it has.
struct LogEnding {
    private let readers: [LogRowReader]
    private let request: LogRequest
    private let slots: LogSlots
    private let inputs: [LogInput]
    private let columns: Set<Int>
    private let lastLine: Int
    private let firstLine: (input: Int, line: SourceFile)?
    private var count: LogCount
    /// Whether the log cannot be used whatever its rows are.
    private var isRefused = false

    init(
        _ readers: [LogRowReader],
        _ feed: LogFeed,
        _ request: LogRequest,
        _ slots: LogSlots,
        inputs: [LogInput]
    ) {
        self.readers = readers
        self.request = request
        self.slots = slots
        self.inputs = inputs
        columns = feed.columns
        lastLine = feed.lineBreaks + 1
        firstLine = feed.firstLine
        count = LogCount(width: slots.all.count)
        for reader in readers { count.merge(reader.count) }
        if let (input, failure) = feed.failure { count.add(failure, of: max(0, input), isFatal: true) }
        checkClasses()
    }

    /// The log, where it can be used.
    func log(badRows: Rational) throws(DatasetFailure) -> PredictionLog {
        let total = count.rows + count.badRows
        let isTooMuch = isRefused || count.fatal != nil || badRows.isExceeded(by: count.badRows, of: total)
        if count.problemCount == 0, let failure = models.failure { throw failure }
        if let failure = missingMembers(isTooMuch: isTooMuch) { throw failure }
        if isTooMuch, let failure = count.failure {
            guard badRows > .zero, count.fatal == nil, !isRefused else { throw failure }
            throw DatasetFailure([tooMany(badRows, of: total)] + failure.errors)
        }
        if let failure = models.failure { throw failure }
        if count.rows == 0 { throw withoutRows }
        let (classes, _) = ClassOrder.ordered(firsts(of: LogSlots.classes).map(\.name))
        return PredictionLog(
            classes: classes,
            rowCount: count.rows,
            failedCount: count.failed,
            labelledCount: count.labelled,
            assumedCount: count.assumed,
            badRowCount: count.badRows,
            badRows: count.failure,
            roles: roles
        )
    }

    /// The roles that the log has columns for.
    private var roles: Set<LogRole> {
        let places: [(LogRole, Int?)] = [
            (.label, slots.label), (.prediction, slots.prediction), (.score, slots.score), (.latency, slots.latency),
            (.model, slots.model), (.error, slots.error),
        ]
        return Set(places.filter { $0.1.map(has) ?? false }.map(\.0)).union(request.labels == nil ? [] : [.label])
    }

    private func has(_ slot: Int) -> Bool { columns.contains(slot) || count.seen[slot] }

    // MARK: Names

    /// The names of a table in the order in which they first appear, and where.
    private func firsts(of table: Int) -> [(name: String, first: CellNames.First)] {
        var firsts: [[UInt8]: CellNames.First] = [:]
        for reader in readers {
            for (name, first) in zip(reader.names[table].all, reader.names[table].firsts) {
                if let known = firsts[name], (known.input, known.place) <= (first.input, first.place) { continue }
                firsts[name] = first
            }
        }
        return firsts.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }.sorted {
            ($0.first.input, $0.first.place) < ($1.first.input, $1.first.place)
        }
    }

    /// Notes classes that cannot be told apart, and classes and segments that are too many.
    private mutating func checkClasses() {
        var looks: [String: String] = [:]
        for (number, (name, first)) in firsts(of: LogSlots.classes).enumerated() {
            if number == LogClasses.maximum {
                add(.tooMany, at: first, isFatal: true)
                break
            }
            if name.utf8.contains(0) { add(.notText, at: first) }
            let look = ClassLook.look(of: name)
            if let twin = looks[look] { add(.twin(name, of: twin), at: first) }
            looks[look] = looks[look] ?? name
        }
        for (part, slot) in slots.segments.enumerated() {
            let names = firsts(of: LogSlots.segments + part)
            guard names.count > LogRowReader.maximumSegments else { continue }
            add(
                LogCodes.tooManySegments,
                "`\(slots.all[slot].column.name)` has more than \(LogRowReader.maximumSegments) values",
                at: names[LogRowReader.maximumSegments].first,
                help: ["take a column whose values are fewer"],
                isFatal: true
            )
        }
    }

    private mutating func add(_ problem: ClassProblem, at first: CellNames.First, isFatal: Bool = false) {
        add(problem.code, problem.message, at: first, notes: problem.notes, help: problem.help, isFatal: isFatal)
    }

    private mutating func add(
        _ code: DiagnosticCode,
        _ message: String,
        at first: CellNames.First,
        notes: [String] = [],
        help: [String] = [],
        isFatal: Bool = false
    ) {
        let start = first.place - first.line.firstOffset
        let end = min(start + first.count, first.line.bytes.count)
        let range = start..<max(start, end)
        let error = DatasetError(code, message, in: first.line, at: range, notes: notes, help: help)
        count.add(DatasetFailure([error]), of: first.input, isFatal: isFatal)
        isRefused = true
    }

    // MARK: What is missing

    /// Members that no line has though they are needed.
    private func missingMembers(isTooMuch: Bool) -> DatasetFailure? {
        guard let (input, firstLine) = firstLine, columns.isEmpty, count.fatal == nil else { return nil }
        // Lines without a prediction are no problem each where no line has one.
        let isOnlyMissing = count.problemCount == count.missingPredictions
        let hasPrediction = slots.prediction.map(has) ?? true
        guard count.problemCount == 0 || !isTooMuch || (isOnlyMissing && !hasPrediction) else { return nil }
        var problems = LogProblems(name: inputs[input].name)
        let names = JSONMemberPlaces(of: firstLine.bytes, from: 0).members.map { member in
            String(decoding: firstLine.bytes[member.name].dropFirst().dropLast(), as: UTF8.self)
        }
        // Without a way to choose rows, what the rows have is not known.
        let isUnchosen = request.query.model != nil && readers.allSatisfy { $0.names[LogSlots.models].count == 0 }
        for (number, slot) in slots.all.enumerated() where !count.seen[number] {
            if isUnchosen, number != slots.model { continue }
            if number == slots.prediction, count.missingPredictions == 0 { continue }
            problems.addMissing(slot.column, slot.option, among: names, "no line has", on: firstLine)
        }
        return problems.failure
    }

    /// What is wrong with the models that the rows come from.
    private var models: LogProblems {
        var problems = LogProblems(name: inputs.first?.name ?? "")
        let models = slots.model == nil ? [] : firsts(of: LogSlots.models)
        guard !models.isEmpty else { return problems }
        let names = models.map(\.name)
        let list = "the models are " + names.prefix(12).sorted().map { "`\($0)`" }.joined(separator: ", ")
        let notes = [list + (names.count > 12 ? ", …" : "")]
        if let wanted = request.query.model {
            guard !names.contains(wanted) else { return problems }
            problems.add(
                LogCodes.noSuchModel,
                "no row is of the model `\(wanted)`",
                of: SourceFile(name: problems.name, bytes: []),
                notes: notes,
                help: Suggestion.help(for: wanted, among: names)
            )
        } else if models.count > 1 {
            problems.add(
                LogCodes.severalModels,
                "the rows come from \(names.count) models",
                of: models[1].first.line,
                notes: notes,
                help: ["choose one with `--model`"]
            )
        }
        return problems
    }

    private var withoutRows: DatasetFailure {
        let name = inputs.first?.name ?? ""
        // Where the rows would begin.
        let file = SourceFile(name: name, bytes: [], firstLine: lastLine)
        return DatasetFailure([DatasetError(DatasetCodes.emptyData, "`\(name)` has no rows", in: file, at: 0..<0)])
    }

    private func tooMany(_ badRows: Rational, of total: Int) -> DatasetError {
        let file = SourceFile(name: inputs.first?.name ?? "", bytes: [])
        let message = "\(count.badRows) of \(total) rows cannot be used, more than \(badRows.percentText)"
        return DatasetError(TrafficCodes.tooManyBadRows, message, in: file, at: 0..<0)
    }
}
