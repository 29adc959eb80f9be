import Diagnostics
import Platform
import Synchronization

/// Reads inputs one after the other and hands them out in chunks of whole rows: to one who asks at a time, in their order.
final class LogFeed: Sendable {
    private let state: Mutex<FeedState>
    /// Whether nobody wants more.
    private let isStopped = Atomic<Bool>(false)

    /// - Parameter isGrowing: Whether more may be written behind the last input's end.
    init(_ inputs: [LogInput], slots: LogSlots, chunkSize: Int, maximumRow: Int, isGrowing: Bool = false) {
        state = Mutex(FeedState(inputs, slots, max(1, chunkSize), maximumRow: maximumRow, isGrowing: isGrowing))
    }

    /// Puts the next rows in `chunk`; false where there are none.
    func next(into chunk: inout RowChunk) -> Bool {
        // What has been handed out is read to its end, so that of all that is wrong the first is always found.
        if isStopped.load(ordering: .relaxed) { return false }
        return state.withLock { state in
            guard state.failure == nil else { return false }
            do throws(DatasetFailure) {
                return try state.next(into: &chunk)
            } catch {
                state.failure = (state.input, error)
                isStopped.store(true, ordering: .relaxed)
                return false
            }
        }
    }

    /// Whether the reading has been ended, by somebody or by what went wrong.
    var isOver: Bool { isStopped.load(ordering: .relaxed) }

    /// How many bytes of the input at hand have been handed out.
    var offset: Int { state.withLock { $0.offset } }

    /// Ends the reading.
    func stop() { isStopped.store(true, ordering: .relaxed) }

    /// What went wrong with reading, and in which input.
    var failure: (input: Int, failure: DatasetFailure)? { state.withLock { $0.failure } }

    /// Which slots the inputs have columns for, by their headers.
    var columns: Set<Int> { state.withLock { $0.columns } }

    /// How many line breaks of the input at hand have been handed out.
    var lineBreaks: Int { state.withLock { $0.lineBreaks } }

    /// The first line of the first input in JSON lines, and which input that is.
    var firstLine: (input: Int, line: SourceFile)? { state.withLock { $0.firstLine } }
}

/// What of the inputs has been handed out.
private struct FeedState: ~Copyable {
    private let inputs: [LogInput]
    private let slots: LogSlots
    private let chunkSize: Int
    private let maximumRow: Int
    private let isGrowing: Bool
    private(set) var input = -1
    private var stream: LogBytes?
    /// What has been read and not handed out, with padding behind it.
    private var held: [UInt8] = []
    private var isAtEnd = false
    private(set) var offset = 0
    private(set) var lineBreaks = 0
    private var layout = RowLayout.jsonLines
    private var borders = ScanIndex()
    private(set) var columns: Set<Int> = []
    private(set) var firstLine: (input: Int, line: SourceFile)?
    var failure: (input: Int, failure: DatasetFailure)?

    init(_ inputs: [LogInput], _ slots: LogSlots, _ chunkSize: Int, maximumRow: Int, isGrowing: Bool) {
        self.isGrowing = isGrowing
        self.inputs = inputs
        self.slots = slots
        self.chunkSize = chunkSize
        self.maximumRow = maximumRow
    }

    private var name: String { inputs[input].name }

    mutating func next(into chunk: inout RowChunk) throws(DatasetFailure) -> Bool {
        while true {
            if stream == nil {
                guard input + 1 < inputs.count else { return false }
                input += 1
                try start()
            }
            if try fill(&chunk) { return true }
            if stream != nil { return false }
        }
    }

    /// Puts what is held, and as much more as makes whole rows, in the chunk; false where there is nothing.
    private mutating func fill(_ chunk: inout RowChunk) throws(DatasetFailure) -> Bool {
        chunk.reserve(held.count + chunkSize)
        for (place, byte) in held.enumerated() { chunk.bytes[place] = byte }
        var count = held.count
        held.removeAll(keepingCapacity: true)
        // A row that is being written goes on where its line does.
        let goesOn = isGrowing && input + 1 == inputs.count
        if goesOn { isAtEnd = false }
        var border = 0
        repeat {
            chunk.reserve(count + chunkSize)
            count += try read(into: &chunk.bytes, at: count, limit: chunkSize)
            chunk.seal(at: count)
            border = isAtEnd && !goesOn ? count : lastBorder(in: chunk)
            if border == 0, count > maximumRow { throw longRow(chunk.bytes, count) }
        } while border == 0 && !isAtEnd
        if isAtEnd, !goesOn {
            stream = nil
        } else {
            held += chunk.bytes[border..<count]
        }
        guard border > 0 else { return false }
        chunk.seal(at: border)
        let quote = UInt8(ascii: "\"")
        let survey = ScanIndex.survey(chunk.bytes, from: 0, to: border, special: quote)
        (chunk.lines, chunk.isASCII) = (survey.lines, survey.isASCII)
        (chunk.input, chunk.offset, chunk.lineBreaks) = (input, offset, lineBreaks)
        (chunk.isLast, chunk.layout) = (isAtEnd && !goesOn, layout)
        offset += border
        lineBreaks += survey.lines
        if firstLine == nil, case .jsonLines = layout { firstLine = line(chunk).map { (input, $0) } }
        return true
    }

    /// The first line of a chunk that is not empty.
    private func line(_ chunk: RowChunk) -> SourceFile? {
        let blanks: [UInt8] = [0x20, 0x09, 0x0D, 0x0A]
        guard let place = chunk.bytes[..<chunk.count].firstIndex(where: { !blanks.contains($0) }) else { return nil }
        var problems = LogProblems(name: name)
        (problems.offset, problems.lineBreaks) = (chunk.offset, chunk.lineBreaks)
        return problems.line(at: place, in: chunk.bytes.span)
    }

    /// Behind the last row that is whole; 0 where none is.
    private mutating func lastBorder(in chunk: RowChunk) -> Int {
        let quote = UInt8(ascii: "\"")
        if case .csv = layout, ScanIndex.survey(chunk.bytes, from: 0, to: chunk.count, special: quote).hasSpecial {
            borders.find(UInt8(ascii: ","), quote, in: chunk.bytes, from: 0, to: chunk.count)
            return borders.lastRowBorder
        }
        return chunk.bytes[..<chunk.count].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    /// Reads up to `limit` bytes, and notes where there are no more.
    private mutating func read(into bytes: inout [UInt8], at start: Int, limit: Int) throws(DatasetFailure) -> Int {
        var count = 0
        do throws(LogBytes.Damage) {
            while count < limit, !isAtEnd {
                let added = try stream?.read(into: &bytes, at: start + count, limit: limit - count) ?? 0
                count += added
                if added == 0 { isAtEnd = true }
            }
        } catch {
            throw error.failure(of: name)
        }
        return count
    }

    private func longRow(_ bytes: [UInt8], _ count: Int) -> DatasetFailure {
        var problems = LogProblems(name: name)
        (problems.offset, problems.lineBreaks) = (offset, lineBreaks)
        problems.addLongRow(maximumRow, in: bytes.span)
        return problems.failure ?? DatasetFailure([])
    }

    // MARK: Beginnings

    /// Opens the input at hand, looks how it is written, and reads its header.
    private mutating func start() throws(DatasetFailure) {
        stream = LogBytes(try inputs[input].open())
        (isAtEnd, offset, lineBreaks) = (false, 0, 0)
        held.removeAll(keepingCapacity: true)
        var problems = LogProblems(name: name)
        repeat { try hold() } while held.count < 4096 && !isAtEnd
        try problems.checkIsText(held)
        var isFirst = true
        while true {
            discard(LogProblems.contentStart(of: held, isFirst: isFirst))
            if !held.isEmpty { break }
            guard !isAtEnd else {
                problems.addEmpty()
                throw problems.failure ?? DatasetFailure([])
            }
            isFirst = false
            try hold()
        }
        let sniffed = held[0] == UInt8(ascii: "{") ? LogFormat.jsonl : .csv
        if inputs[input].format ?? sniffed == .csv { try readHeader() } else { layout = .jsonLines }
    }

    private mutating func hold() throws(DatasetFailure) {
        let start = held.count
        held += [UInt8](repeating: 0, count: chunkSize)
        var bytes: [UInt8] = []
        swap(&bytes, &held)
        let count = try read(into: &bytes, at: start, limit: chunkSize)
        swap(&bytes, &held)
        held.removeLast(chunkSize - count)
    }

    private mutating func discard(_ count: Int) {
        lineBreaks += held[..<count].count { $0 == UInt8(ascii: "\n") }
        offset += count
        held.removeFirst(count)
    }

    private mutating func readHeader() throws(DatasetFailure) {
        while true {
            var problems = LogProblems(name: name)
            (problems.offset, problems.lineBreaks) = (offset, lineBreaks)
            var scanner = CSVScanner(held, from: 0)
            let header = LogHeader(&scanner, isLast: isAtEnd, problems: &problems)
            let found = header.map { slots.columns(of: $0, problems: &problems) }
            if let failure = problems.failure { throw failure }
            if let header, let found {
                columns.formUnion(found.map(\.slot))
                discard(scanner.offset)
                layout = .csv(columnCount: header.names.count, columns: found)
                return
            }
            if held.count > maximumRow { throw longRow(held, held.count) }
            try hold()
        }
    }
}

extension ScanIndex {
    /// Behind the last line break that is in no quoted cell, the text beginning with a row; 0 where there is none.
    ///
    /// A quote opens a cell only as its first byte, and closes it where none follows; elsewhere it is a byte like others.
    fileprivate var lastRowBorder: Int {
        let entries = entries.span
        var (border, start, isQuoted) = (0, 0, false)
        var entry = 0
        while entry < count {
            let place = Int(entries[entry] & ~(Self.lineFeed | Self.special))
            if entries[entry] & Self.special != 0 {
                if isQuoted {
                    let isDoubled = entry + 1 < count && entries[entry + 1] == UInt32(place + 1) | Self.special
                    if isDoubled { entry += 1 } else { isQuoted = false }
                } else if place == start {
                    isQuoted = true
                }
            } else if !isQuoted {
                start = place + 1
                if entries[entry] & Self.lineFeed != 0 { border = start }
            }
            entry += 1
        }
        return border
    }
}
