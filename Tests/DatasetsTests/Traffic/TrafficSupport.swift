import Datasets
import Diagnostics
import Foundation
import Plan
import Platform

/// A log with a column for everything.
func trafficLog(badRows: Rational? = .zero, lateness: Duration = .zero) -> LogSpec {
    LogSpec(
        file: "log",
        columns: [
            .init(name: "at", content: .role(.time)), .init(name: "id", content: .role(.request)),
            .init(name: "user", content: .role(.unit)), .init(name: "model", content: .role(.model)),
            .init(name: "said", content: .role(.prediction)), .init(name: "truth", content: .role(.label)),
            .init(name: "p", content: .role(.score)), .init(name: "error", content: .role(.error)),
            .init(name: "ms", content: .latency(.milliseconds)), .init(name: "region", content: .attribute(.text)),
            .init(name: "age", content: .attribute(.number)),
        ],
        badRows: badRows ?? .zero,
        lateness: lateness
    )
}

/// One row of traffic as it was read.
struct TrafficRow: Equatable {
    var time: Int64
    var model: ModelRole
    var predicted: String?
    var actual: String?
    var latency: Int64
    var region: String?
    var age: Double?
    var score: Double?
}

struct ReadTraffic {
    var rows: [TrafficRow] = []
    var requests: [UInt64] = []
    var units: [UInt64] = []
    var places: [UInt32] = []
    var summary: TrafficSummary
}

func withLog<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.path + "/planrun-traffic-" + UUID().uuidString
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

func trafficQuery(_ log: LogSpec) -> TrafficQuery {
    TrafficQuery(
        log,
        models: [.candidate: "v2", .baseline: "v1"],
        numbers: ["age", "score"],
        texts: ["region"],
        salt: "x"
    )
}

func readTraffic(_ bytes: [UInt8], _ log: LogSpec = trafficLog(), chunkSize: Int = 1 << 20) throws -> ReadTraffic {
    try withLog(bytes) { path in
        var reader = try TrafficReader(
            try ByteStream(path: path),
            named: "log",
            query: trafficQuery(log),
            chunkSize: chunkSize
        )
        var batches: [TrafficBatch] = []
        while let batch = try reader.next() { batches.append(batch) }
        let summary = try reader.summary()
        let texts = reader.texts
        var read = ReadTraffic(summary: summary)
        func name(_ number: Int32) -> String? { number < 0 ? nil : summary.classes[summary.ranks[Int(number)]] }
        for batch in batches {
            for row in 0..<batch.count {
                read.rows.append(
                    TrafficRow(
                        time: batch.time[row],
                        model: batch.model[row],
                        predicted: batch.isFailed[row] ? nil : name(batch.predicted[row]),
                        actual: name(batch.actual[row]),
                        latency: batch.latency[row],
                        region: batch.texts[0][row] < 0 ? nil : texts[0][Int(batch.texts[0][row])],
                        age: batch.numbers[0][row].isNaN ? nil : batch.numbers[0][row],
                        score: batch.numbers[1][row].isNaN ? nil : batch.numbers[1][row]
                    )
                )
            }
            read.requests += batch.request
            read.units += batch.unit
            read.places += batch.place
        }
        return read
    }
}

/// The problems of traffic, one a line; `ok` where there are none.
func problems(ofTraffic bytes: [UInt8], _ log: LogSpec = trafficLog(), chunkSize: Int = 1 << 20) -> String {
    do {
        _ = try readTraffic(bytes, log, chunkSize: chunkSize)
        return "ok"
    } catch let failure as DatasetFailure {
        var map = SourceMap()
        let diagnostics = failure.diagnostics(in: &map)
        return String(ConciseRenderer().render(diagnostics, in: map).dropLast())
    } catch {
        return "\(error)"
    }
}
