import Diagnostics

/// What was read of a log, and what was wrong with it.
struct LogCount {
    private struct Found {
        let input: Int
        let place: Int
        let error: DatasetError
    }

    private(set) var rows = 0
    private(set) var failed = 0
    private(set) var labelled = 0
    var badRows = 0
    var missingPredictions = 0
    /// The rows that count for a label that they have not.
    var assumed = 0
    /// Which slots some row has a cell for.
    private(set) var seen: [Bool]
    private var problems = 0
    /// The first problems, in the order of the log.
    private var first: [Found] = []
    /// From where on the log makes no sense.
    private(set) var fatal: (input: Int, place: Int)?

    init(width: Int) { seen = [Bool](repeating: false, count: width) }

    /// Notes which slots the rows have cells for.
    mutating func see(_ rows: RowCells) {
        for slot in seen.indices where !seen[slot] {
            let cells = rows.cells
            seen[slot] = (0..<rows.count).contains { !cells[$0 * rows.width + slot].isEmpty }
        }
    }

    mutating func add(_ batch: LogBatch) {
        rows += batch.count
        guard !batch.predicted.isEmpty else { return }
        let predicted = batch.predicted.span
        var (failed, labelled) = (0, 0)
        for row in 0..<batch.count where predicted[unchecked: row] == LogBatch.failed { failed += 1 }
        if !batch.actual.isEmpty {
            let actual = batch.actual.span
            for row in 0..<batch.count {
                // The sign of either is the sign of both together.
                labelled += actual[unchecked: row] | predicted[unchecked: row] >= 0 ? 1 : 0
            }
        }
        self.failed += failed
        self.labelled += labelled
    }

    /// Notes problems of an input; what comes after a fatal one is not looked at.
    mutating func add(_ found: LogProblems, of input: Int, isFatal: Bool = false) {
        guard found.count > 0 else { return }
        problems += found.count
        first += found.errors.map { Found(input: input, place: $0.file.firstOffset + $0.range.lowerBound, error: $0) }
        trim()
        if isFatal, let error = found.errors.last {
            stop(at: (input, error.file.firstOffset + error.range.lowerBound))
        }
    }

    mutating func add(_ failure: DatasetFailure, of input: Int, isFatal: Bool) {
        let found = failure.errors.map {
            Found(input: input, place: $0.file.firstOffset + $0.range.lowerBound, error: $0)
        }
        problems += found.count
        first += found
        trim()
        if isFatal, let place = found.first?.place { stop(at: (input, place)) }
    }

    mutating func stop(at place: (input: Int, place: Int)) {
        if let fatal, fatal <= place { return }
        fatal = place
    }

    mutating func merge(_ other: LogCount) {
        rows += other.rows
        failed += other.failed
        labelled += other.labelled
        badRows += other.badRows
        missingPredictions += other.missingPredictions
        assumed += other.assumed
        for slot in seen.indices where other.seen[slot] { seen[slot] = true }
        problems += other.problems
        first += other.first
        trim()
        if let place = other.fatal { stop(at: place) }
    }

    private mutating func trim() {
        guard first.count > 1 else { return }
        // Of one place the one that was found first.
        let order = first.indices.sorted {
            (first[$0].input, first[$0].place, $0) < (first[$1].input, first[$1].place, $1)
        }
        first = order.prefix(DatasetFailure.limit).map { first[$0] }
    }

    /// What was wrong; nil where nothing was.
    var failure: DatasetFailure? {
        guard problems > 0 else { return nil }
        guard let fatal else { return DatasetFailure(first.map(\.error), hiddenCount: problems - first.count) }
        return DatasetFailure(first.filter { ($0.input, $0.place) <= fatal }.map(\.error))
    }

    var problemCount: Int { problems }
}
