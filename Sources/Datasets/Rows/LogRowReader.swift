import Diagnostics

/// Turns chunks of a log into batches: one of several that read a log at the same time, each with numbers of its own.
struct LogRowReader {
    /// The most segments that a column may have.
    static let maximumSegments = 10_000

    let slots: LogSlots
    let request: LogRequest
    private let nameOfInput: [String]
    private let number = CellNumber()
    private let wantedModel: [UInt8]?
    private var clock = LogClock()
    private var index = ScanIndex()
    private(set) var rows: RowCells
    private var csv: (input: Int, splitter: CSVRowSplitter)?
    private var json: JSONRowSplitter
    var batch = LogBatch()
    var names: [CellNames]
    var labels: LabelNumbers?
    var sourceLabels: [LabelNumbers]
    var count: LogCount
    private var findings: [LogFinding] = []
    private(set) var outside = OutsideRows()
    /// What follows the line of a chunk that is no text, and how many such lines there have been.
    private var rest: RowChunk?
    private var brokenLines = 0
    /// More of them are those of something else than a log.
    private static let maximumBrokenLines = 10_000

    init(_ request: LogRequest, _ slots: LogSlots, inputs: [LogInput]) {
        self.request = request
        self.slots = slots
        nameOfInput = inputs.map(\.name)
        wantedModel = request.query.model.map { Array($0.utf8) }
        rows = RowCells(width: slots.all.count)
        json = JSONRowSplitter(slots: slots.all.enumerated().map { (Array($1.column.name.utf8), $0) })
        names = [CellNames](
            repeating: CellNames(),
            count: LogSlots.segments + slots.segments.count + slots.values.count
        )
        batch.values = [LogBatch.Values](repeating: LogBatch.Values(), count: slots.values.count)
        batch.segments = [[Int32]](repeating: [], count: slots.segments.count)
        count = LogCount(width: slots.all.count)
        labels = request.labels.map { LabelNumbers($0.table) }
        sourceLabels = request.sources.map { LabelNumbers($0.table) }
        batch.sources = [LogBatch.Source](repeating: LogBatch.Source(), count: request.sources.count)
    }

    var segmentCount: Int { slots.segments.count }

    /// Whether what was read makes the rest of the log senseless.
    var isStopped: Bool { count.fatal != nil }

    /// Makes the rows of a chunk the batch.
    mutating func read(_ chunk: inout RowChunk) {
        cutBadText(&chunk)
        var problems = problems(of: chunk)
        if case .csv(let columnCount, let columns) = chunk.layout, csv?.input != chunk.input {
            csv = (chunk.input, CSVRowSplitter(columnCount: columnCount, columns: columns))
            // Plain rows are written where they have cells: of an input before, more may have had some.
            rows = RowCells(width: rows.width)
        }
        rows.start(chunk.lines + 2)
        switch chunk.layout {
        case .jsonLines: json.split(chunk, &index, into: &rows, &problems)
        case .csv: csv?.splitter.split(chunk, &index, into: &rows, &problems)
        }
        if !rows.side.isEmpty { chunk.append(rows.side) }
        count.see(rows)
        count.badRows += problems.count + rows.lostLines
        count.add(problems, of: chunk.input, isFatal: rows.isStopped)
        decode(chunk)
        settle(chunk)
    }

    /// Makes what follows a line that is no text the chunk; false where nothing does.
    mutating func goOn(_ chunk: inout RowChunk) -> Bool {
        guard let rest, !isStopped else { return false }
        chunk = rest
        self.rest = nil
        return true
    }

    func problems(of chunk: RowChunk) -> LogProblems {
        var problems = LogProblems(name: nameOfInput[chunk.input])
        (problems.offset, problems.lineBreaks) = (chunk.offset, chunk.lineBreaks)
        return problems
    }

    /// Ends the chunk before the first line that is not in UTF-8, where there is one, which is a row that cannot be used.
    private mutating func cutBadText(_ chunk: inout RowChunk) {
        guard !chunk.isASCII, let bad = Self.firstBadByte(chunk.bytes.span.extracting(0..<chunk.count)) else { return }
        var problems = problems(of: chunk)
        problems.add(
            DatasetCodes.badUTF8,
            "the text is not encoded in UTF-8",
            at: bad..<bad + 1,
            in: chunk.bytes.span,
            help: ["save the file as UTF-8"]
        )
        count.badRows += 1
        brokenLines += 1
        count.add(problems, of: chunk.input, isFatal: brokenLines > Self.maximumBrokenLines)
        let lineBreak = UInt8(ascii: "\n")
        let start = chunk.bytes[..<bad].lastIndex(of: lineBreak).map { $0 + 1 } ?? 0
        let next = chunk.bytes[bad..<chunk.count].firstIndex(of: lineBreak).map { $0 + 1 } ?? chunk.count
        rest = next < chunk.count ? chunk.part(from: next) : nil
        chunk.seal(at: start)
        chunk.isLast = false
    }

    private static func firstBadByte(_ text: Span<UInt8>) -> Int? {
        do {
            _ = try UTF8Span(validating: text)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    // MARK: Columns

    private mutating func decode(_ chunk: RowChunk) {
        let text = chunk.bytes.span
        batch.count = rows.count
        outside.start(rows.count)
        if let slot = slots.model {
            readNames(slot, LogSlots.models, into: \.model, chunk)
            chooseModel()
        }
        if let slot = slots.prediction {
            readNames(slot, LogSlots.classes, into: \.predicted, chunk)
            checkPredictions(slot)
        }
        if let slot = slots.label { readNames(slot, LogSlots.classes, into: \.actual, chunk) }
        if let slot = slots.join, let table = request.labels?.table { readLabels(slot, table, chunk) }
        if let slot = slots.baseline { readNames(slot, LogSlots.classes, into: \.baseline, chunk) }
        for (part, slot) in slots.sources.enumerated() { readLabels(slot, source: part, chunk) }
        assumeLabels(chunk)
        for (part, slot) in slots.segments.enumerated() {
            readNames(slot, LogSlots.segments + part, into: \.segments[part], chunk)
        }
        for (part, slot) in slots.values.enumerated() { readValues(slot, part, chunk) }
        if let slot = slots.latency {
            readNumbers(slot, into: \.latency, text)
            checkLatencies(slot)
        }
        if let slot = slots.score { readNumbers(slot, into: \.score, text) }
        if let slot = slots.baselineScore { readNumbers(slot, into: \.baselineScore, text) }
        if let slot = slots.time { readTimes(slot, text) }
    }

    private mutating func readNames(
        _ slot: Int,
        _ table: Int,
        into column: WritableKeyPath<LogBatch, [Int32]>,
        _ chunk: RowChunk
    ) {
        var numbers: [Int32] = []
        swap(&numbers, &batch[keyPath: column])
        var known = CellNames()
        swap(&known, &names[table])
        if numbers.count < rows.count { numbers = [Int32](repeating: 0, count: rows.count) }
        var problems: LogProblems?
        let (held, outside) = (rows.cells, outside)
        let (cells, width, text) = (held.span, rows.width, chunk.bytes.span)
        var span = numbers.mutableSpan
        for row in 0..<rows.count {
            let cell = cells[unchecked: row &* width &+ slot]
            if cell.isEmpty || outside.contains(row) {
                span[unchecked: row] = -1
                continue
            }
            var number = known.number(of: cell, in: text)
            if number < 0 {
                // Names of models may be as many as rows, and of those too many all but the wanted say nothing.
                if table == LogSlots.models, known.count > LogClasses.maximum, isUnwanted(cell, in: text) {
                    span[unchecked: row] = -1
                    continue
                }
                let found = problems ?? self.problems(of: chunk)
                problems = found
                number = known.insert(cell, in: text, at: rows.place(row, slot), of: chunk, found)
                checkCount(known.count, of: table, at: chunk.offset + rows.place(row, slot).start, in: chunk)
            }
            span[unchecked: row] = number
        }
        swap(&known, &names[table])
        swap(&numbers, &batch[keyPath: column])
    }

    /// Reads cells both as texts, as long as those are not too many, and as numbers.
    private mutating func readValues(_ slot: Int, _ part: Int, _ chunk: RowChunk) {
        var values = LogBatch.Values()
        swap(&values, &batch.values[part])
        var known = CellNames()
        let table = LogSlots.segments + slots.segments.count + part
        swap(&known, &names[table])
        if values.texts.count < rows.count {
            values.texts = [Int32](repeating: 0, count: rows.count)
            values.numbers = [Double](repeating: 0, count: rows.count)
        }
        let (held, outside) = (rows.cells, outside)
        let (cells, width, text) = (held.span, rows.width, chunk.bytes.span)
        let readsDates = request.values[part].readsDates
        for row in 0..<rows.count {
            let cell = cells[unchecked: row &* width &+ slot]
            guard !cell.isEmpty, !outside.contains(row) else {
                (values.texts[row], values.numbers[row]) = (-1, .nan)
                continue
            }
            values.numbers[row] = number.value(of: cell, in: text)
            if readsDates, values.numbers[row].isNaN, let time = clock.nanoseconds(of: cell, in: text) {
                values.numbers[row] = Double(time) / 1e9
            }
            var name = known.number(of: cell, in: text)
            if name < 0 {
                name =
                    known.count < Self.maximumSegments
                    ? known.insert(cell, in: text)
                    : LogBatch.Values.unnamed
            }
            values.texts[row] = name
        }
        swap(&known, &names[table])
        swap(&values, &batch.values[part])
    }

    /// Whether rows of the model that the cell names are not the ones that are wanted.
    private func isUnwanted(_ cell: LogCell, in text: Span<UInt8>) -> Bool {
        guard let wantedModel, cell.count == wantedModel.count else { return true }
        return !zip(wantedModel, cell.range).allSatisfy { $0 == text[$1] }
    }

    /// Ends the reading where there are more names than a log can have: then somebody has met the first too many. Of models
    /// there may be any number where one of them is chosen.
    mutating func checkCount(_ count: Int, of table: Int, at place: Int, in chunk: RowChunk) {
        if table == LogSlots.models, wantedModel != nil { return }
        let maximum = table < LogSlots.segments ? LogClasses.maximum : Self.maximumSegments
        if count > maximum { self.count.stop(at: (chunk.input, place)) }
    }

    /// Leaves out the rows of other models than the one that is wanted.
    private mutating func chooseModel() {
        guard let wantedModel else { return }
        let wanted = names[LogSlots.models].all.firstIndex(of: wantedModel).map(Int32.init) ?? -2
        for row in 0..<rows.count where batch.model[row] != wanted { outside.add(row) }
    }

    /// Notes rows that have no prediction though no request failed.
    private mutating func checkPredictions(_ slot: Int) {
        let isNeeded = request.query.prediction.need != .none
        let (held, width) = (rows.cells, rows.width)
        let cells = held.span
        var (failed, missing) = (0, 0)
        for row in 0..<rows.count where batch.predicted[row] < 0 && !outside.contains(row) {
            if let error = slots.error, !cells[row * width + error].isEmpty {
                batch.predicted[row] = LogBatch.failed
                failed += 1
            } else if isNeeded {
                missing += 1
                findings.append(LogFinding(problem: .missingPrediction, row: row, slot: slot))
                outside.add(row)
            }
        }
        count.missingPredictions += missing
    }

    private mutating func readNumbers(
        _ slot: Int,
        into column: WritableKeyPath<LogBatch, [Double]>,
        _ text: Span<UInt8>
    ) {
        var numbers: [Double] = []
        swap(&numbers, &batch[keyPath: column])
        if numbers.count < rows.count { numbers = [Double](repeating: 0, count: rows.count) }
        let (held, width) = (rows.cells, rows.width)
        let cells = held.span
        var span = numbers.mutableSpan
        for row in 0..<rows.count {
            let cell = cells[unchecked: row &* width &+ slot]
            if cell.isEmpty || outside.contains(row) {
                span[unchecked: row] = .nan
                continue
            }
            let value = number.value(of: cell, in: text)
            if value.isNaN { findings.append(LogFinding(problem: .notFinite, row: row, slot: slot)) }
            span[unchecked: row] = value
        }
        swap(&numbers, &batch[keyPath: column])
    }

    private mutating func checkLatencies(_ slot: Int) {
        // What more nanoseconds than 64 bits hold is no latency.
        let largest = 9e18 / request.query.latencyUnit.nanoseconds
        let held = batch.latency
        let latencies = held.span
        for row in 0..<rows.count {
            let value = latencies[unchecked: row]
            if value < 0 {
                findings.append(LogFinding(problem: .negative, row: row, slot: slot))
            } else if value >= largest {
                findings.append(LogFinding(problem: .tooLarge, row: row, slot: slot))
            }
        }
    }

    private mutating func readTimes(_ slot: Int, _ text: Span<UInt8>) {
        if batch.times.count < rows.count { batch.times = [Int64](repeating: 0, count: rows.count) }
        let (held, width) = (rows.cells, rows.width)
        let cells = held.span
        for row in 0..<rows.count where !outside.contains(row) {
            let cell = cells[unchecked: row &* width &+ slot]
            if let time = cell.isEmpty ? nil : clock.nanoseconds(of: cell, in: text) {
                batch.times[row] = time
            } else {
                findings.append(LogFinding(problem: cell.isEmpty ? .missingTime : .notATime, row: row, slot: slot))
            }
        }
    }

    // MARK: Rows that do not count

    /// Leaves out rows of which something is wrong, and notes what.
    private mutating func settle(_ chunk: RowChunk) {
        if !findings.isEmpty {
            var problems = problems(of: chunk)
            var last = -1
            for finding in findings.sorted(by: { ($0.row, $0.slot) < ($1.row, $1.slot) }) {
                finding.add(to: &problems, rows, slots, in: chunk.bytes.span)
                outside.add(finding.row)
                if finding.row != last { count.badRows += 1 }
                last = finding.row
            }
            count.add(problems, of: chunk.input)
            findings.removeAll(keepingCapacity: true)
        }
        if !outside.isEmpty { batch.remove(outside) }
        count.add(batch)
    }
}
