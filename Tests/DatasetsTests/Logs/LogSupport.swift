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

/// Keeps every row.
private struct AllRows: LogConsumer {
    var actual: [Int32] = []
    var predicted: [Int32] = []
    var latency: [Double] = []

    mutating func add(_ batch: LogBatch, texts: LogTexts) {
        func column<Value>(_ values: [Value], or missing: Value) -> [Value] {
            values.isEmpty ? [Value](repeating: missing, count: batch.count) : Array(values[..<batch.count])
        }
        actual += column(batch.actual, or: -1)
        predicted += column(batch.predicted, or: -1)
        latency += column(batch.latency, or: .nan)
    }
}

/// Reads a log from a file of its own, so many bytes at a time.
func readLog(
    _ bytes: [UInt8],
    format: LogFormat? = nil,
    query: LogQuery = LogQuery(),
    chunkSize: Int = 1 << 20,
    maximumRow: Int = 16 << 20,
    threads: Int = 1
) throws -> ReadLog {
    let path = FileManager.default.temporaryDirectory.path + "/planrun-log-" + UUID().uuidString
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reading = try LogPass(
        [LogInput(path: path, name: "log", format: format)],
        request: LogRequest(query: query),
        threads: threads,
        chunkSize: chunkSize,
        maximumRow: maximumRow
    ) { AllRows() }
    let scale = 1e9 / query.latencyUnit.perSecond
    var rows: [ReadLog.Row] = []
    for (consumer, numbering) in reading.parts {
        let name = { (number: Int32) in number < 0 ? nil : numbering.classes[Int(number)] }
        rows += consumer.actual.indices.map { row in
            let latency = consumer.latency[row]
            return ReadLog.Row(
                label: name(consumer.actual[row]),
                prediction: name(consumer.predicted[row]),
                latency: latency.isNaN ? -1 : Int64((latency * scale).rounded())
            )
        }
    }
    return ReadLog(log: reading.log, rows: rows)
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
