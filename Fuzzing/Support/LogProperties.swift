import Datasets
import Diagnostics
import Plan

/// What holds of the reading of any prediction log: wherever it is cut, however many read it and whatever it is packed in, its rows
/// and what is wrong with them are the same, and what is wrong has a place in it.
package struct LogProperties {
    private let file: MemoryFile

    package init(_ file: MemoryFile) { self.file = file }

    /// The windows that a log is cut into, beside one that holds all of it, and by how many it is read.
    private static let cuts: [(chunk: Int, threads: Int)] = [(1, 1), (7, 1), (64, 2)]

    package func check(_ bytes: [UInt8]) {
        let plain = rows(of: bytes, chunk: 1 << 16, threads: 1)
        for cut in Self.cuts {
            let again = rows(of: bytes, chunk: cut.chunk, threads: cut.threads)
            require(again == plain, "cut by \(cut.chunk) it reads otherwise:\n\(again)\n\(plain)")
        }
        let traffic = traffic(of: bytes, chunk: 1 << 16)
        for chunk in [1, 7, 64] {
            let again = self.traffic(of: bytes, chunk: chunk)
            require(again == traffic, "as traffic, cut by \(chunk), it reads otherwise:\n\(again)\n\(traffic)")
        }
        guard !bytes.isEmpty, !PackedLog.isPacked(bytes) else { return }
        for packed in [PackedLog.gzip(bytes), PackedLog.zstd(bytes)] {
            let again = rows(of: packed, chunk: 64, threads: 1)
            require(again == plain, "packed it reads otherwise:\n\(again)\n\(plain)")
        }
        checkDamage(PackedLog.gzip(bytes), seed: bytes)
        checkDamage(PackedLog.zstd(bytes), seed: bytes)
    }

    /// A packed log that is spoilt somewhere is read alike each time, whatever comes of it.
    private func checkDamage(_ packed: [UInt8], seed: [UInt8]) {
        var damaged = packed
        let hash = seed.reduce(into: 14_695_981_039_346_656_037 as UInt64) {
            $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        let place = Int(hash % UInt64(packed.count))
        damaged[place] ^= UInt8(truncatingIfNeeded: hash >> 32) | 1
        if hash & 1 << 40 != 0 { damaged.removeSubrange((place + 1)...) }
        let first = rows(of: damaged, chunk: 1 << 16, threads: 1)
        require(rows(of: damaged, chunk: 7, threads: 1) == first, "spoilt it reads otherwise when it is cut")
    }

    // MARK: Readings

    /// Keeps every row, as text.
    private struct Rows: LogConsumer {
        var found: [(actual: Int32, predicted: Int32, score: Double, latency: Double, segment: Int32)] = []

        mutating func add(_ batch: LogBatch, texts: LogTexts) {
            for row in 0..<batch.count {
                found.append(
                    (
                        batch.actual.isEmpty ? -1 : batch.actual[row],
                        batch.predicted.isEmpty ? -1 : batch.predicted[row],
                        batch.score.isEmpty ? .nan : batch.score[row],
                        batch.latency.isEmpty ? .nan : batch.latency[row],
                        batch.segments.first.map { $0.isEmpty ? -1 : $0[row] } ?? -1
                    )
                )
            }
        }
    }

    /// The rows of a log in no order, or what is wrong with it.
    private func rows(of bytes: [UInt8], chunk: Int, threads: Int) -> String {
        file.hold(bytes)
        let request = LogRequest(segments: [LogQuery.Column("s", need: .none)])
        do throws(DatasetFailure) {
            let pass = try LogPass(
                [LogInput(path: file.path, name: "log")],
                request: request,
                badRows: Rational(1, 2) ?? .zero,
                threads: threads,
                chunkSize: chunk,
                maximumRow: 1 << 16
            ) { Rows() }
            var lines: [String] = []
            for (consumer, numbering) in pass.parts {
                func name(_ number: Int32, _ names: [String]) -> String {
                    number < 0 ? "\(number)" : names[Int(number)]
                }
                lines += consumer.found.map { row in
                    "\(name(row.actual, numbering.classes)) \(name(row.predicted, numbering.classes)) \(row.score) "
                        + "\(row.latency) \(name(row.segment, numbering.segments.first ?? []))"
                }
            }
            let words = pass.log.badRows.map(words) ?? ""
            return "\(pass.log.classes) \(pass.log.rowCount) \(pass.log.badRowCount) \(lines.sorted()) \(words)"
        } catch {
            return words(error)
        }
    }

    private static let query: TrafficQuery = TrafficQuery(
        LogSpec(
            file: "log",
            columns: [
                .init(name: "time", content: .role(.time)), .init(name: "id", content: .role(.request)),
                .init(name: "u", content: .role(.unit)), .init(name: "model", content: .role(.model)),
                .init(name: "prediction", content: .role(.prediction)), .init(name: "label", content: .role(.label)),
                .init(name: "error", content: .role(.error)), .init(name: "score", content: .role(.score)),
                .init(name: "latency", content: .latency(.milliseconds)), .init(name: "s", content: .attribute(.text)),
            ],
            badRows: Rational(1, 2) ?? .zero,
            lateness: .seconds(60)
        ),
        models: [.candidate: "new", .baseline: "old"],
        numbers: ["score"],
        texts: ["s"],
        salt: "log",
        isDeclared: false
    )

    /// The same as traffic of two models.
    private func traffic(of bytes: [UInt8], chunk: Int) -> String {
        file.hold(bytes)
        do throws(DatasetFailure) {
            var reader = try TrafficReader(
                try PredictionLog.open(file.path),
                named: "log",
                query: Self.query,
                chunkSize: chunk,
                maximumRow: 1 << 16
            )
            var lines: [String] = []
            while let batch = try reader.next() {
                for row in 0..<batch.count {
                    lines.append(
                        "\(batch.time[row]) \(batch.model[row]) \(batch.predicted[row]) \(batch.actual[row]) "
                            + "\(batch.isFailed[row]) \(batch.latency[row]) \(batch.request[row]) \(batch.unit[row]) "
                            + "\(batch.place[row]) \(batch.numbers[0][row]) \(batch.texts[0][row])"
                    )
                }
            }
            let summary = try reader.summary(allowsMissingModels: true)
            let bad = summary.badRows.map(\.message)
            return "\(summary.classes) \(summary.rowCount) \(summary.badCount) \(lines) \(reader.texts) \(bad)"
        } catch {
            return words(error)
        }
    }

    /// What is wrong, held against what holds of all findings.
    private func words(_ failure: DatasetFailure) -> String {
        var sources = SourceMap()
        let diagnostics = failure.diagnostics(in: &sources)
        require(!diagnostics.isEmpty, "a log is refused without a reason")
        DiagnosticProperties(sources).check(diagnostics)
        return ConciseRenderer().render(diagnostics, in: sources)
    }
}
