import Datasets
import Diagnostics
import Statistics
import Testing

/// Whatever the bytes, a reading ends in a value or in problems that can be shown.
@Suite struct NoiseTests {
    private func noise(_ pieces: [[UInt8]], _ generator: inout SplitMix64) -> [UInt8] {
        (0..<generator.next(below: 40)).flatMap { _ in pieces[generator.next(below: pieces.count)] }
    }

    private func check(_ failure: DatasetFailure, _ bytes: [UInt8]) {
        var map = SourceMap()
        let diagnostics = failure.diagnostics(in: &map)
        #expect((1...10).contains(diagnostics.count), "\(bytes)")
        for error in failure.errors {
            #expect(error.range.upperBound <= error.file.bytes.count, "\(bytes)")
            let cut = bytes[error.file.firstOffset...].prefix(error.file.bytes.count)
            #expect(Array(cut) == error.file.bytes, "\(bytes)")
        }
        let full = FullRenderer().render(diagnostics, in: map)
        #expect(full.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }, "\(bytes)")
    }

    @Test func tables() {
        let words = [
            "a", "y", "1", "-2.5e3", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", " ", "\t", "é", "\u{1b}",
        ]
        let pieces = words.map { Array($0.utf8) } + [[0xFF], [0xC3], [0]]
        var generator = SplitMix64(seed: 21)
        for _ in 0..<3_000 {
            let header = generator.next(below: 2) == 0 ? Array("a,y\n1,p\n2,q\n".utf8) : []
            let bytes = header + noise(pieces, &generator)
            do {
                let table = try Table(csv: bytes, named: "d.csv", label: "y")
                #expect(table.values.count == table.rowCount * table.featureCount, "\(bytes)")
                #expect(table.classCounts.reduce(0, +) == table.rowCount && !table.classCounts.contains(0), "\(bytes)")
            } catch {
                check(error, bytes)
            }
        }
    }

    @Test func feedback() {
        let words = [
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\"after\":\"1s\"", "\"unit\":\"u\"", "\"text\":", "\"rating\":1",
            "\n",
            " ", "é", "\u{1b}", "null", "{\"after\":\"1s\",\"unit\":\"u\",\"rating\":1}\n",
        ]
        let pieces = words.map { Array($0.utf8) } + [[0xFF], [0]]
        var generator = SplitMix64(seed: 22)
        for _ in 0..<3_000 {
            let bytes = noise(pieces, &generator)
            do {
                _ = try FeedbackFile(bytes, named: "f.jsonl")
            } catch {
                check(error, bytes)
            }
        }
    }
}
