import Diagnostics

/// Takes the rows of a log from its scanner: numbers the classes, reads the numbers, and notes what is wrong.
struct LogRows: LogSink {
    let query: LogQuery
    var problems: LogProblems
    var batch = LogBatch()
    private(set) var classes = LogClasses()
    private(set) var models = LogNames()
    private(set) var rowCount = 0
    private(set) var failedCount = 0
    private(set) var labelledCount = 0
    private(set) var missingPredictions = 0
    private var seenBits = 0
    /// Whether the rest of the log makes no sense.
    private(set) var isStopped = false
    private let nanoseconds: Double
    private let wantedModel: [UInt8]?
    private(set) var wantedNumber: Int32 = -1
    /// The line on which a second model first appears.
    private(set) var secondModel: SourceFile?

    init(query: LogQuery, name: String) {
        self.query = query
        problems = LogProblems(name: name)
        nanoseconds = query.latencyUnit.nanoseconds
        wantedModel = query.model.map { Array($0.utf8) }
    }

    mutating func stop() { isStopped = true }

    /// Adds a row whose cells stand in `bytes`; `places` says where in the window `text` they came from.
    @inline(__always)
    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>) {
        if row[.model].isEmpty {
            if wantedModel != nil { return }
        } else {
            seenBits |= 1 &<< LogRole.model.rawValue
            if !isOfModel(row[.model], in: bytes, places, text) { return }
        }
        var predicted: Int32 = -1
        if !row[.prediction].isEmpty {
            seenBits |= 1 &<< LogRole.prediction.rawValue
            predicted = number(row[.prediction], in: bytes, places[.prediction], text)
        } else if !isFailure(row, places, text) {
            return
        }
        var actual: Int32 = -1
        if !row[.label].isEmpty {
            seenBits |= 1 &<< LogRole.label.rawValue
            actual = number(row[.label], in: bytes, places[.label], text)
            if predicted >= 0 { labelledCount &+= 1 }
        }
        var latency: Int64 = -1
        if !row[.latency].isEmpty { latency = self.latency(row[.latency], in: bytes, places[.latency], text) }
        if !row[.score].isEmpty {
            if LogNumber.value(of: row[.score], in: bytes) == nil {
                addBadNumber(row[.score], in: bytes, called: query.score.name, places[.score], text)
            }
            seenBits |= 1 &<< LogRole.score.rawValue
        }
        rowCount &+= 1
        batch.append(predicted: predicted, actual: actual, latency: latency)
    }

    /// The roles that some row has a cell for.
    var seenRoles: Set<LogRole> { Set(LogRole.allCases.filter { seenBits & 1 << $0.rawValue != 0 }) }

    // MARK: Cells

    /// Whether a row of that model counts.
    @inline(__always)
    private mutating func isOfModel(
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        _ places: LogRow,
        _ text: Span<UInt8>
    ) -> Bool {
        var number = models.number(of: cell, in: bytes.bytes)
        if number < 0 {
            number = models.insert(cell, in: bytes.bytes)
            if wantedModel == nil, number == 1 { secondModel = problems.line(at: places[.model].start, in: text) }
            if models.names[Int(number)] == wantedModel { wantedNumber = number }
        }
        return wantedModel == nil || number == wantedNumber
    }

    /// Whether a row without a prediction may be without one.
    private mutating func isFailure(_ row: LogRow, _ places: LogRow, _ text: Span<UInt8>) -> Bool {
        if !row[.error].isEmpty {
            failedCount += 1
            seenBits |= 1 << LogRole.error.rawValue
            return true
        }
        if query.prediction.need == .none { return true }
        missingPredictions += 1
        if !row[.label].isEmpty { seenBits |= 1 << LogRole.label.rawValue }
        let place = places[.prediction]
        problems.add(
            LogCodes.missingPrediction,
            "`\(query.prediction.name)` is missing, and no `error` says why",
            at: place.end > 0 ? place.range : places.whole.range,
            in: text
        )
        return false
    }

    @inline(__always)
    private mutating func number(
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        _ place: LogCell,
        _ text: Span<UInt8>
    ) -> Int32 {
        let number = classes.number(of: cell, in: bytes, place, text, &problems)
        if classes.isFull { isStopped = true }
        return number
    }

    @inline(__always)
    private mutating func latency(
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        _ place: LogCell,
        _ text: Span<UInt8>
    ) -> Int64 {
        seenBits |= 1 &<< LogRole.latency.rawValue
        guard let value = LogNumber.value(of: cell, in: bytes) else {
            addBadNumber(cell, in: bytes, called: query.latency.name, place, text)
            return -1
        }
        let scaled = (value * nanoseconds).rounded()
        guard value >= 0, scaled < 9e18 else {
            addBadLatency(value, cell, in: bytes, place, text)
            return -1
        }
        return Int64(scaled)
    }

    @inline(never)
    private mutating func addBadLatency(
        _ value: Double,
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        _ place: LogCell,
        _ text: Span<UInt8>
    ) {
        let isNegative = value < 0
        let written = problems.text(of: cell.range, in: bytes)
        problems.add(
            LogCodes.badLogValue,
            "`\(query.latency.name)` is \(isNegative ? "negative" : "too large"): `\(written)`",
            at: place.range,
            in: text,
            help: isNegative ? ["leave a latency that is not known empty"] : []
        )
    }

    @inline(never)
    private mutating func addBadNumber(
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        called name: String,
        _ place: LogCell,
        _ text: Span<UInt8>
    ) {
        let value = problems.text(of: cell.range, in: bytes)
        problems.add(
            LogCodes.badLogValue,
            "`\(name)` is not a finite number: `\(value)`",
            at: place.range,
            in: text
        )
    }
}
