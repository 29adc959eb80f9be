import Datasets
import Diagnostics
import Testing

/// What reads nearly all rows at once, and what reads the rest with care, must see the same: whatever the log is, and
/// wherever it is cut.
@Suite struct LogMutationTests {
    private struct Random {
        var state: UInt64

        mutating func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    private static let csv = #"""
        id,label,prediction,score,latency
        1,yes,no,0.25,0.017
        2,"yes",no,0.5,
        3,"a, ""b""",no,1e-3,0.25
        4,no,"two
        lines",0.125,1
        5,no,no,.5,2\#r
        6,,yes,-0.75,3

        7,a rather long name of a class,yes,0.12345678901234567,0.1

        """#

    private static let lines = #"""
        {"id":1,"label":"yes","prediction":"no","score":0.25,"latency":0.017}
        {"id":2,"label":null,"prediction":"no","score":0.5,"latency":3}
        {"id": 3, "label": "a \"b\"", "prediction": "no", "score": 1e-3}
        {"id":4,"label":true,"prediction":17,"score":0.5,"latency":3}\#r
        {"prediction":"no","label":"yes"}
        {"id":{"x":[1,"}"]},"label":"yes","prediction":"no"}

        {"id":7,"label":"a rather long name of a class","prediction":"yes","score":0.1,"latency":0}

        """#

    private static let pieces: [UInt8] = Array("\"\",,\n\r{}:\\[]\t 0.-e1naé".utf8) + [0x00, 0xFF]

    private static func mutated(_ text: String, _ random: inout Random) -> [UInt8] {
        var bytes = Array((text + text).utf8)
        for _ in 0...random.draw(4) {
            let place = random.draw(bytes.count)
            let piece = pieces[random.draw(pieces.count)]
            switch random.draw(4) {
            case 0: bytes[place] = piece
            case 1: bytes.insert(piece, at: place)
            case 2: bytes.remove(at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + random.draw(30)))
            }
        }
        return bytes
    }

    /// The rows in no order, or what is wrong.
    private func outcome(_ bytes: [UInt8], chunkSize: Int, threads: Int) -> String {
        do {
            let read = try readLog(bytes, query: needyQuery, chunkSize: chunkSize, threads: threads)
            let rows = read.rows.map { "\($0.label ?? "-")|\($0.prediction ?? "-")|\($0.latency)" }.sorted()
            return "\(read.log.classes) \(rows)"
        } catch let failure as DatasetFailure {
            var map = SourceMap()
            let diagnostics = failure.diagnostics(in: &map)
            return ConciseRenderer().render(diagnostics, in: map)
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [csv, lines])
    func chunksAndThreadsChangeNothing(text: String) {
        var random = Random(state: 11)
        for _ in 0..<400 {
            let bytes = Self.mutated(text, &random)
            let expected = outcome(bytes, chunkSize: 1 << 18, threads: 1)
            for (chunkSize, threads) in [(1, 1), (17, 1), (64, 3), (200, 2)] {
                #expect(
                    outcome(bytes, chunkSize: chunkSize, threads: threads) == expected,
                    "\(chunkSize) \(threads) \(String(decoding: bytes, as: UTF8.self).debugDescription)"
                )
            }
        }
    }

    /// Each row alone, as the only one of its log, is read as it is among others.
    @Test func aRowMeansTheSameAlone() throws {
        let header = "id,label,prediction,score,latency\n"
        let rows = [
            "1,yes,no,0.25,0.017\n", "2,\"yes\",no,0.5,\n", "3,\"a, \"\"b\"\"\",no,1e-3,0.25\n", "5,no,no,.5,2\r\n",
        ]
        let all = try readLog(header + rows.joined()).rows
        #expect(try rows.flatMap { try readLog(header + $0).rows } == all)
        #expect(all.map(\.label) == ["yes", "yes", "a, \"b\"", "no"])
        #expect(all.map(\.latency) == [17_000_000, -1, 250_000_000, 2_000_000_000])
    }
}
