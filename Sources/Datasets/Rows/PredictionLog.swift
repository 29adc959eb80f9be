import Diagnostics
package import Platform

/// Takes the rows of a log, batch by batch: one of several who share them, in any way.
package protocol LogConsumer: Sendable {
    /// - Parameters:
    ///   - batch: The rows.
    ///   - texts: What has appeared to this consumer so far.
    mutating func add(_ batch: LogBatch, texts: LogTexts)

    /// Whether the log has more parts than can be told apart, so that nothing will come of it.
    var isFull: Bool { get }
}

extension LogConsumer {
    package var isFull: Bool { false }
}

/// The texts that have appeared to one consumer so far, by their numbers.
package struct LogTexts: Sendable {
    private let names: [CellNames]
    /// Where the columns begin whose values are read as they are.
    private let firstValue: Int

    init(_ names: [CellNames], segmentCount: Int) {
        self.names = names
        firstValue = LogSlots.segments + segmentCount
    }

    package var classCount: Int { names[LogSlots.classes].count }

    /// The number of a class, or nil where it has not appeared yet.
    package func number(ofClass name: [UInt8]) -> Int32? {
        names[LogSlots.classes].all.firstIndex(of: name).map(Int32.init)
    }

    /// The classes from a number on.
    package func classes(from first: Int) -> [String] { texts(LogSlots.classes, from: first) }

    /// The texts of a column whose values are read as they are, from a number on.
    package func values(_ column: Int, from first: Int) -> [String] { texts(firstValue + column, from: first) }

    private func texts(_ table: Int, from first: Int) -> [String] {
        names[table].all.dropFirst(first).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// What a prediction log holds, apart from its rows, which are handed over in batches while it is read.
package struct PredictionLog: Sendable {
    /// The labels and predictions that occur: in numeric order where all are whole numbers, else in that of their UTF-8.
    package let classes: [String]
    package let rowCount: Int
    /// The rows without a prediction, whose request failed.
    package let failedCount: Int
    /// The rows with both a label and a prediction.
    package let labelledCount: Int
    /// Those of them that count for a label that is missing.
    package let assumedCount: Int
    /// The rows that could not be used, and are left out.
    package let badRowCount: Int
    /// The first of what was wrong with those; nil where nothing was.
    package let badRows: DatasetFailure?
    /// What the log has columns for: by its header, or by what some line has.
    package let roles: Set<LogRole>

    /// The rows with a prediction and without a label.
    package var unlabelledCount: Int { rowCount - failedCount - labelledCount }

    /// Opens the file at `path` to be read.
    package static func open(_ path: String) throws(DatasetFailure) -> ByteStream {
        do {
            return try ByteStream(path: path)
        } catch {
            throw ProblemLog.unreadable(error, name: path)
        }
    }

    /// The failure of a log that has more parts than can be told apart.
    package static func tooManyParts(of inputs: [LogInput]) -> DatasetFailure {
        let name = inputs.first?.name ?? ""
        let error = DatasetError(
            LogCodes.tooManyParts,
            "`\(name)` has more segments and windows than can be told apart",
            in: SourceFile(name: name, bytes: []),
            at: 0..<0,
            help: ["take longer windows, fewer columns, or columns of fewer values"]
        )
        return DatasetFailure([error])
    }

    /// The failure of a column whose texts are too many to be compared.
    ///
    /// - Parameter example: A text that is no number, where one is known and others are numbers.
    package static func tooManyValues(of column: String, like example: String?, in inputs: [LogInput])
        -> DatasetFailure
    {
        let error = DatasetError(
            LogCodes.tooManyValues,
            "`\(column)` holds more than \(LogRowReader.maximumSegments) texts",
            in: SourceFile(name: inputs.first?.name ?? "", bytes: []),
            at: 0..<0,
            notes: example.map { ["most are numbers, and `\($0)` is none"] } ?? [],
            help: [
                example == nil
                    ? "take a column of numbers, or one whose texts are fewer"
                    : "leave a number that is not known empty"
            ]
        )
        return DatasetFailure([error])
    }
}
