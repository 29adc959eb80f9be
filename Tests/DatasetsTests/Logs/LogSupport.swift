import Datasets
import Diagnostics
import Foundation
import Platform

/// A log as it was read: every row with the names of its classes.
struct ReadLog {
    struct Row: Equatable {
        let label: String?
        let prediction: String?
        /// In nanoseconds, or -1.
        let latency: Int64
    }

    let log: PredictionLog
    let rows: [Row]
}

/// Reads a log from a file of its own, so many bytes at a time.
func readLog(
    _ bytes: [UInt8],
    format: LogFormat? = nil,
    query: LogQuery = LogQuery(),
    chunkSize: Int = 1 << 20,
    maximumRow: Int = 16 << 20
) throws -> ReadLog {
    let path = FileManager.default.temporaryDirectory.path + "/planrun-log-" + UUID().uuidString
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var columns: (actual: [Int32], predicted: [Int32], latency: [Int64]) = ([], [], [])
    let log = try PredictionLog.read(
        try ByteStream(path: path),
        named: "log",
        format: format,
        query: query,
        chunkSize: chunkSize,
        maximumRow: maximumRow
    ) { batch in
        columns.actual += batch.actual
        columns.predicted += batch.predicted
        columns.latency += batch.latency
    }
    let name = { (number: Int32) in number < 0 ? nil : log.classes[log.ranks[Int(number)]] }
    let rows = columns.actual.indices.map {
        ReadLog.Row(
            label: name(columns.actual[$0]),
            prediction: name(columns.predicted[$0]),
            latency: columns.latency[$0]
        )
    }
    return ReadLog(log: log, rows: rows)
}

func readLog(_ text: String, format: LogFormat? = nil, query: LogQuery = LogQuery(), chunkSize: Int = 1 << 20) throws
    -> ReadLog
{
    try readLog(Array(text.utf8), format: format, query: query, chunkSize: chunkSize)
}

/// A query whose metrics need every column that they can.
let needyQuery = LogQuery(
    label: .init("label", need: .metric("accuracy")),
    prediction: .init("prediction", need: .metric("accuracy"))
)

/// The problems of a log, one a line, as `log:2:5: error[PR0543]: message`; `ok` where there are none.
func problems(
    ofLog bytes: [UInt8],
    query: LogQuery = needyQuery,
    chunkSize: Int = 1 << 20,
    maximumRow: Int = 16 << 20
) -> String {
    do {
        _ = try readLog(bytes, query: query, chunkSize: chunkSize, maximumRow: maximumRow)
        return "ok"
    } catch let failure as DatasetFailure {
        var map = SourceMap()
        let diagnostics = failure.diagnostics(in: &map)
        return String(ConciseRenderer().render(diagnostics, in: map).dropLast())
    } catch {
        return "\(error)"
    }
}

func problems(ofLog text: String, query: LogQuery = needyQuery, chunkSize: Int = 1 << 20) -> String {
    problems(ofLog: Array(text.utf8), query: query, chunkSize: chunkSize)
}
