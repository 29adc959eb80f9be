import Datasets
import Foundation
import Metrics
import Plan
import Platform
import Testing

@testable import Evaluation

/// A log that is read as it is written says what it says when it is read at once.
@Suite struct GrowingLogTests {
    private static let request = LogRequest(
        query: LogQuery(latencyUnit: .milliseconds),
        segments: [LogQuery.Column("region", need: .named)]
    )
    private static let needs = EvaluationNeeds(
        positive: "b",
        ranksScores: true,
        ranksLatencies: true,
        latencyUnits: 1000
    )

    /// Areas are added up range by range, and the ranges are those of the numbers that came first to somebody.
    private func rounded(_ number: Double) -> Double { (number * 1e12).rounded() / 1e12 }

    /// What is said of a log and of its segments.
    private func words(_ read: LogEvaluation) -> [String] {
        ([read.whole] + read.segments).map { part in
            let rows = read.rows(of: part)
            let exact = rows.exact.map { metric in
                let ends = metric.interval.map { [rounded($0.lower), rounded($0.upper)] } ?? []
                return "\(metric.name) \(metric.value.value.map(rounded) ?? .nan) \(metric.value.samples) \(ends)"
            }
            return
                "\(part.segment) \(part.rowCount) \(exact) \(String(describing: rows.accumulators[ConfusionMatrix.self]))"
        }
    }

    /// Whatever pieces it comes in, rows and quoted line breaks cut in two, and however often somebody looks.
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func piecesAreTheWhole(seed: UInt64) throws {
        var state = seed
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let isCSV = seed % 2 == 0
        var text = isCSV ? "label,prediction,score,latency,region\n" : ""
        for _ in 0..<3000 {
            let (label, prediction) = (["a", "b"][draw(2)], ["a", "b", "c"][draw(3)])
            let (score, latency, region) = (Double(draw(1000)) / 999, draw(500), ["n", "s,\ne", "\"w\""][draw(3)])
            if isCSV {
                let quoted = region.replacingOccurrences(of: "\"", with: "\"\"")
                text += "\(label),\(prediction),\(score),\(latency),\"\(quoted)\"\n"
            } else {
                let quoted = region.replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(
                    of: "\n",
                    with: "\\n"
                )
                text += "{\"label\":\"\(label)\",\"prediction\":\"\(prediction)\",\"score\":\(score),"
                text += "\"latency\":\(latency),\"region\":\"\(quoted)\"}\n"
            }
        }
        let path = FileManager.default.temporaryDirectory.path + "/planrun-growing-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        var bytes = Array(text.utf8)[...]
        func write(_ count: Int) throws {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: bytes.prefix(count))
            try handle.close()
            bytes = bytes.dropFirst(count)
        }
        try Data().write(to: URL(fileURLWithPath: path))
        try write(
            text.utf8.firstIndex(of: UInt8(ascii: "\n")).map {
                text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1
            } ?? 0
        )
        let inputs = [LogInput(path: path)]
        var growing = GrowingLog(
            inputs,
            request: Self.request,
            needs: Self.needs,
            positive: "b",
            confidence: 0.95,
            badRows: .zero,
            threads: 2
        )
        while !bytes.isEmpty {
            try write(1 + draw(40_000))
            growing.advance()
            if growing.rowCount > 0, draw(2) == 0 { _ = try growing.evaluation() }
        }
        growing.advance()
        let whole = try LogEvaluation(inputs, request: Self.request, needs: Self.needs, positive: "b")
        #expect(growing.rowCount == 3000)
        #expect(words(try growing.evaluation()) == words(whole))
        // Who asks again is told the same.
        #expect(words(try growing.evaluation()) == words(whole))
    }

    /// What follows the last line break is no row yet.
    @Test func aRowThatIsBeingWrittenWaits() throws {
        let path = FileManager.default.temporaryDirectory.path + "/planrun-growing-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("label,prediction,score,latency,region\nb,b,1,1,n\na,b,1,".utf8).write(to: URL(fileURLWithPath: path))
        var growing = GrowingLog(
            [LogInput(path: path)],
            request: Self.request,
            needs: Self.needs,
            positive: "b",
            confidence: 0.95,
            badRows: .zero,
            threads: 1
        )
        growing.advance()
        #expect(growing.rowCount == 1)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("17,s\n".utf8))
        growing.advance()
        #expect(growing.rowCount == 2)
        let latency = try growing.evaluation().rows(of: try growing.evaluation().whole).exact.first {
            $0.name == "latency.max"
        }
        #expect(latency?.value.value == 0.017)
    }
}
