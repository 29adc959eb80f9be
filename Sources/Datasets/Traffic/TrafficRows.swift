import Audiences
import Diagnostics
import Plan

/// Takes the rows of recorded traffic from their scanner: one after the other, each whole or not at all.
struct TrafficRows: LogSink {
    private static let maximumTexts = 10_000

    let query: TrafficQuery
    var problems: LogProblems
    var batch: TrafficBatch
    private(set) var classes = LogClasses()
    private(set) var models = LogNames()
    /// What texts each column of texts has.
    private(set) var texts: [LogNames]
    /// The rows that can be used, whatever model they are of.
    private(set) var rowCount = 0
    private(set) var lateCount = 0
    /// The oldest time among the rows that can be used, and the newest.
    private(set) var first = Int64.max
    private(set) var last = Int64.min
    /// Rows before this come too late.
    private(set) var horizon = Int64.min
    private(set) var isStopped = false
    private var clock = LogClock()
    private let bucketing: FlagdBucketing
    private var roles: [ModelRole?] = []
    private let wanted: [(name: [UInt8], role: ModelRole)]

    /// - Parameter classes: Those that are known before the first row.
    init(query: TrafficQuery, name: String, classes: LogClasses) {
        self.query = query
        self.classes = classes
        problems = LogProblems(name: name)
        batch = TrafficBatch(query)
        texts = Array(repeating: LogNames(), count: query.texts.count)
        bucketing = FlagdBucketing(salt: query.salt)
        wanted = query.models.map { (Array($0.value.utf8), $0.key) }
    }

    mutating func stop() { isStopped = true }

    @inline(__always)
    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>) {
        guard let time = clock.nanoseconds(of: row.cells[TrafficSlot.time], in: bytes) else {
            return addBadTime(row, in: bytes, places, text)
        }
        guard time >= horizon else { return addLate(places, text) }
        guard !row.cells[TrafficSlot.model].isEmpty else { return addMissing(TrafficSlot.model, places, text) }
        guard !row.cells[TrafficSlot.unit].isEmpty else { return addMissing(TrafficSlot.unit, places, text) }
        let model = role(row.cells[TrafficSlot.model], in: bytes)
        guard let model else { return take(time) }
        let isFailed = row.cells[TrafficSlot.prediction].isEmpty
        if isFailed, row.cells[TrafficSlot.error].isEmpty {
            return addMissingPrediction(places, text)
        }
        guard let latency = latency(row, in: bytes, places, text), areNumbers(row, in: bytes, places, text) else {
            return
        }
        guard let predicted = number(TrafficSlot.prediction, row, in: bytes, places, text),
            let actual = number(TrafficSlot.label, row, in: bytes, places, text)
        else { return }
        take(time)
        batch.time.append(time)
        batch.model.append(model)
        batch.predicted.append(predicted)
        batch.actual.append(actual)
        batch.isFailed.append(isFailed)
        batch.latency.append(latency)
        let request = row.cells[TrafficSlot.request]
        batch.request.append(request.isEmpty ? 0 : ByteHash.hash(request, in: bytes.bytes))
        let unit = row.cells[TrafficSlot.unit]
        batch.unit.append(ByteHash.hash(unit, in: bytes.bytes))
        batch.place.append(bucketing.hash(of: bytes.extracting(unit.range)))
        for (index, column) in query.numbers.enumerated() {
            batch.numbers[index].append(LogNumber.value(of: row.cells[column.slot], in: bytes) ?? .nan)
        }
        for (index, column) in query.texts.enumerated() {
            batch.texts[index].append(textNumber(index, row.cells[column.slot], in: bytes, places, text))
        }
    }

    /// Counts a row that can be used.
    @inline(__always)
    private mutating func take(_ time: Int64) {
        rowCount &+= 1
        if time < first { first = time }
        guard time > last else { return }
        last = time
        horizon = time &- query.lateness
    }

    // MARK: Cells

    /// Which of the models a row is of; nil where it is of another.
    @inline(__always)
    private mutating func role(_ cell: LogCell, in bytes: Span<UInt8>) -> ModelRole? {
        let number = models.number(of: cell, in: bytes.bytes)
        if number >= 0 { return roles[Int(number)] }
        let name = cell.range.map { bytes[$0] }
        let role = wanted.first { $0.name == name }?.role
        // Names that may be as many as rows are not kept.
        guard role != nil || models.count < LogClasses.maximum else { return nil }
        roles.append(role)
        return roles[Int(models.insert(cell, in: bytes.bytes))]
    }

    /// The number of a class, -1 where there is none; nil where the reading ends with it.
    @inline(__always)
    private mutating func number(
        _ slot: Int,
        _ row: LogRow,
        in bytes: Span<UInt8>,
        _ places: LogRow,
        _ text: Span<UInt8>
    ) -> Int32? {
        let cell = row.cells[slot]
        guard !cell.isEmpty, query.hasClasses else { return -1 }
        let before = problems.count
        let number = classes.number(of: cell, in: bytes, places.cells[slot], text, &problems)
        // What is wrong with a class is so in every row that has it.
        if problems.count > before { isStopped = true }
        return isStopped ? nil : number
    }

    @inline(__always)
    private mutating func latency(
        _ row: LogRow,
        in bytes: Span<UInt8>,
        _ places: LogRow,
        _ text: Span<UInt8>
    ) -> Int64? {
        let cell = row.cells[TrafficSlot.latency]
        guard !cell.isEmpty else { return -1 }
        if let value = LogNumber.value(of: cell, in: bytes) {
            let scaled = (value * query.nanosecondsOfLatency).rounded()
            if value >= 0, scaled < 9e18 { return Int64(scaled) }
        }
        addBadValue(TrafficSlot.latency, cell, "not a length of time", in: bytes, places, text)
        return nil
    }

    /// Whether what should be numbers are such; what is empty is none, and well.
    @inline(__always)
    private mutating func areNumbers(
        _ row: LogRow,
        in bytes: Span<UInt8>,
        _ places: LogRow,
        _ text: Span<UInt8>
    ) -> Bool {
        for column in query.numbers {
            let cell = row.cells[column.slot]
            if cell.isEmpty || LogNumber.value(of: cell, in: bytes) != nil { continue }
            addBadValue(column.slot, cell, "not a finite number", in: bytes, places, text)
            return false
        }
        let score = row.cells[TrafficSlot.score]
        if score.isEmpty || LogNumber.value(of: score, in: bytes) != nil { return true }
        addBadValue(TrafficSlot.score, score, "not a finite number", in: bytes, places, text)
        return false
    }

    @inline(__always)
    private mutating func textNumber(
        _ index: Int,
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        _ places: LogRow,
        _ text: Span<UInt8>
    ) -> Int32 {
        guard !cell.isEmpty else { return -1 }
        let number = texts[index].number(of: cell, in: bytes.bytes)
        if number >= 0 { return number }
        if texts[index].count == Self.maximumTexts {
            problems.add(
                TrafficCodes.tooManyTexts,
                "`\(query.texts[index].name)` has more than \(Self.maximumTexts) different texts",
                at: places.cells[query.texts[index].slot].range,
                in: text
            )
            isStopped = true
            return -1
        }
        return texts[index].insert(cell, in: bytes.bytes)
    }

    // MARK: Problems

    @inline(never)
    private mutating func addBadTime(_ row: LogRow, in bytes: Span<UInt8>, _ places: LogRow, _ text: Span<UInt8>) {
        let cell = row.cells[TrafficSlot.time]
        if cell.isEmpty { return addMissing(TrafficSlot.time, places, text) }
        let written = problems.text(of: cell.range, in: bytes)
        problems.add(
            TrafficCodes.badLogTime,
            "`\(query.name(TrafficSlot.time))` is not a time: `\(written)`",
            at: places.cells[TrafficSlot.time].range,
            in: text,
            help: ["write it as in `2026-03-01T09:30:00Z`, or as seconds"]
        )
    }

    @inline(never)
    private mutating func addLate(_ places: LogRow, _ text: Span<UInt8>) {
        lateCount += 1
        let late = Duration.nanoseconds(query.lateness).planText
        problems.add(
            TrafficCodes.lateRow,
            query.lateness == 0
                ? "the row is older than one before it" : "the row is older than one before it by more than \(late)",
            at: places.cells[TrafficSlot.time].range,
            in: text,
            help: ["say how late rows may come with `lateness`, beside the log's `file`"]
        )
    }

    @inline(never)
    private mutating func addMissing(_ slot: Int, _ places: LogRow, _ text: Span<UInt8>) {
        problems.add(
            TrafficCodes.missingLogValue,
            "`\(query.name(slot))` is missing",
            at: place(slot, places),
            in: text
        )
    }

    @inline(never)
    private mutating func addMissingPrediction(_ places: LogRow, _ text: Span<UInt8>) {
        let isCounted = query.columns.contains { $0.slot == TrafficSlot.error }
        problems.add(
            LogCodes.missingPrediction,
            "`\(query.name(TrafficSlot.prediction))` is missing, and "
                + (isCounted
                    ? "no `\(query.name(TrafficSlot.error))` says why" : "no column holds an `error` that says why"),
            at: place(TrafficSlot.prediction, places),
            in: text
        )
    }

    private func place(_ slot: Int, _ places: LogRow) -> Range<Int> {
        places.cells[slot].end > 0 ? places.cells[slot].range : places.whole.range
    }

    @inline(never)
    private mutating func addBadValue(
        _ slot: Int,
        _ cell: LogCell,
        _ words: String,
        in bytes: Span<UInt8>,
        _ places: LogRow,
        _ text: Span<UInt8>
    ) {
        let written = problems.text(of: cell.range, in: bytes)
        problems.add(
            LogCodes.badLogValue,
            "`\(query.name(slot))` is \(words): `\(written)`",
            at: places.cells[slot].range,
            in: text
        )
    }
}
