import Audiences
import Datasets
import Diagnostics
import Foundation
import Plan
import Platform
import Testing

@Suite struct TrafficReadingTests {
    /// Written by Python's csv module, with quotes, commas, line breaks inside cells and CRLF.
    private static let written = """
        YXQsaWQsdXNlcixtb2RlbCxzYWlkLHRydXRoLHAsZXJyb3IsbXMscmVnaW9uLGFnZSxub3RlDQoyMDI2LTAzLTAxVDA5OjMw\
        OjI4LjEyNVoscjAseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eCx2MSwiYiwiImMiIiIsImIsIiJj\
        IiIiLDFlLTMsLDIwLCJ0d28KbGluZXMiLDQxLA0KMjAyNi0wMy0wMVQwOTozMTowOC4xMjVaLHIwLHBsYWluLHYyLCJiLCIi\
        YyIiIiwiYiwiImMiIiIsMC4yNSwsMS41LHBsYWluLC0zLjUseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\
        eHh4eA0KMjAyNi0wMy0wMVQwOTozMTozNi4xMjVaLHIxLOaXpeacrCx2MSxhLCwwLjI1LCwyMCwid2l0aCwgY29tbWEiLDQx\
        LHBsYWluDQoyMDI2LTAzLTAxVDA5OjMxOjQ4WixyMSx4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\
        LHYyLCJiLCIiYyIiIiwiYiwiImMiIiIsLCwyMCwidHdvCmxpbmVzIiwtMy41LCJ0d28KbGluZXMiDQoyMDI2LTAzLTAxVDA5\
        OjMyOjI4LjVaLHIyLOaXpeacrCx2MSxhLCJiLCIiYyIiIiwxZS0zLCwseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\
        eHh4eHh4eHh4eCwtMy41LCJ3aXRoLCBjb21tYSINCjIwMjYtMDMtMDFUMDk6MzI6NDQuNVoscjIsZ3LDvG4sdjIsImIsIiJj\
        IiIiLGEsMC4yNSwsMjAsIndpdGgsIGNvbW1hIiwsIndpdGgsIGNvbW1hIg0KMjAyNi0wMy0wMVQwOTozMzowMi41WixyMyxw\
        bGFpbix2MSwsLDAuMjUsZG93biwxLjUsInR3bwpsaW5lcyIsNDEsDQoyMDI2LTAzLTAxVDA5OjMzOjI2LjEyNVoscjMscGxh\
        aW4sdjIsYSwsLCwsIndpdGgsIGNvbW1hIiws5pel5pysDQoyMDI2LTAzLTAxVDA5OjMzOjI2LjVaLHI0LHBsYWluLHYxLGEs\
        YSwxZS0zLCwxLjUscGxhaW4sNDEsDQoyMDI2LTAzLTAxVDA5OjMzOjU3WixyNCwid2l0aCwgY29tbWEiLHYyLCJiLCIiYyIi\
        IiwsMC4yNSwsMjAsIndpdGggIiJxdW90ZXMiIiIsLHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHgN\
        CjIwMjYtMDMtMDFUMDk6MzQ6MDQuNVoscjUsIndpdGgsIGNvbW1hIix2MSxhLCJiLCIiYyIiIiwxZS0zLCwscGxhaW4sNDEs\
        IndpdGggIiJxdW90ZXMiIiINCjIwMjYtMDMtMDFUMDk6MzQ6MjkuMTI1WixyNSxwbGFpbix2MixhLGEsMC4yNSwsLGdyw7xu\
        LDQxLOaXpeacrA0K
        """

    /// What Python's csv and datetime modules read of it.
    private static let expected = [
        TrafficRow(
            time: 1772357428125000000,
            model: .baseline,
            predicted: "b,\"c\"",
            actual: "b,\"c\"",
            latency: 20000000,
            region: "two\nlines",
            age: 41.0,
            score: 0.001
        ),
        TrafficRow(
            time: 1772357468125000000,
            model: .candidate,
            predicted: "b,\"c\"",
            actual: "b,\"c\"",
            latency: 1500000,
            region: "plain",
            age: -3.5,
            score: 0.25
        ),
        TrafficRow(
            time: 1772357496125000000,
            model: .baseline,
            predicted: "a",
            actual: nil,
            latency: 20000000,
            region: "with, comma",
            age: 41.0,
            score: 0.25
        ),
        TrafficRow(
            time: 1772357508000000000,
            model: .candidate,
            predicted: "b,\"c\"",
            actual: "b,\"c\"",
            latency: 20000000,
            region: "two\nlines",
            age: -3.5,
            score: nil
        ),
        TrafficRow(
            time: 1772357548500000000,
            model: .baseline,
            predicted: "a",
            actual: "b,\"c\"",
            latency: -1,
            region: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            age: -3.5,
            score: 0.001
        ),
        TrafficRow(
            time: 1772357564500000000,
            model: .candidate,
            predicted: "b,\"c\"",
            actual: "a",
            latency: 20000000,
            region: "with, comma",
            age: nil,
            score: 0.25
        ),
        TrafficRow(
            time: 1772357582500000000,
            model: .baseline,
            predicted: nil,
            actual: nil,
            latency: 1500000,
            region: "two\nlines",
            age: 41.0,
            score: 0.25
        ),
        TrafficRow(
            time: 1772357606125000000,
            model: .candidate,
            predicted: "a",
            actual: nil,
            latency: -1,
            region: "with, comma",
            age: nil,
            score: nil
        ),
        TrafficRow(
            time: 1772357606500000000,
            model: .baseline,
            predicted: "a",
            actual: "a",
            latency: 1500000,
            region: "plain",
            age: 41.0,
            score: 0.001
        ),
        TrafficRow(
            time: 1772357637000000000,
            model: .candidate,
            predicted: "b,\"c\"",
            actual: nil,
            latency: 20000000,
            region: "with \"quotes\"",
            age: nil,
            score: 0.25
        ),
        TrafficRow(
            time: 1772357644500000000,
            model: .baseline,
            predicted: "a",
            actual: "b,\"c\"",
            latency: -1,
            region: "plain",
            age: 41.0,
            score: 0.001
        ),
        TrafficRow(
            time: 1772357669125000000,
            model: .candidate,
            predicted: "a",
            actual: "a",
            latency: -1,
            region: "grün",
            age: 41.0,
            score: 0.25
        ),
    ]

    @Test(arguments: [1, 7, 64, 1 << 20])
    func whatPythonWritesIsReadAsPythonReadsIt(chunkSize: Int) throws {
        let bytes = try #require(Data(base64Encoded: Self.written))
        let read = try readTraffic(Array(bytes), chunkSize: chunkSize)
        #expect(read.rows == Self.expected)
        #expect(read.summary.rowCount == Self.expected.count)
        #expect(read.summary.first == Self.expected.first?.time)
        #expect(read.summary.last == Self.expected.last?.time)
        #expect(read.summary.models.sorted() == ["v1", "v2"])
        #expect(read.summary.classes == ["a", "b,\"c\""])
        // Both models answer each request.
        #expect(zip(read.requests, read.requests.dropFirst()).map { $0 == $1 }.count { $0 } == 6)
    }

    @Test func linesOfJSONAreReadAlike() throws {
        let lines = """
            {"at":"2026-03-01T10:30:00.25+01:00","id":7,"user":"u","model":"v2","said":"a","ms":1.5,"region":"x","extra":[1]}
            {"at":1772357401,"user":"u","model":"v1","said":null,"error":"down","age":-3.5,"truth":"a"}
            {"at":1772357401.000000001,"user":"gr\\u00fcn","model":"v1","said":"a","p":1e-3}
            """
        let read = try readTraffic(Array(lines.utf8))
        #expect(
            read.rows.map(\.time) == [1_772_357_400_250_000_000, 1_772_357_401_000_000_000, 1_772_357_401_000_000_001]
        )
        #expect(read.rows.map(\.predicted) == ["a", nil, "a"])
        #expect(read.rows.map(\.actual) == [nil, "a", nil])
        #expect(read.rows.map(\.latency) == [1_500_000, -1, -1])
        #expect(read.rows.map(\.age) == [nil, -3.5, nil])
        #expect(read.rows.map(\.score) == [nil, nil, 0.001])
        #expect(read.units[0] == read.units[1] && read.units[1] != read.units[2])
        #expect(read.requests[0] != 0 && read.requests[1] == 0)
    }

    @Test func unitsHaveTheirPlaceInAudiences() throws {
        let names = ["u", "user-17", "gr\u{FC}n", String(repeating: "long", count: 20)]
        let lines = names.map { "{\"at\":1,\"user\":\"\($0)\",\"model\":\"v\($0 == "u" ? 1 : 2)\",\"said\":\"a\"}\n" }
        let read = try readTraffic(Array(lines.joined().utf8))
        let bucketing = FlagdBucketing(salt: "x")
        #expect(read.places == names.map { bucketing.hash(of: $0) })
        for (name, place) in zip(names, read.places) {
            for share in 0...20 {
                #expect(
                    FlagdBucketing.isIncluded(hash: place, numerator: share, denominator: 20)
                        == bucketing.isIncluded(name, numerator: share, denominator: 20)
                )
            }
        }
    }

    private static let header = "at,id,user,model,said,truth,p,error,ms,region,age\n"
    private static let good = "5,1,u,v1,a,,,,,,\n5,1,u,v2,a,,,,,,\n"

    @Test(arguments: [
        ("soon,1,u,v1,a,,,,,,", "log:4:1: error[PR0608]: `at` is not a time: `soon`"),
        ("2026-02-30T00:00:00Z,1,u,v1,a,,,,,,", "log:4:1: error[PR0608]: `at` is not a time: `2026-02-30T00:00:00Z`"),
        ("2026-03-01T00:00:00,1,u,v1,a,,,,,,", "log:4:1: error[PR0608]: `at` is not a time: `2026-03-01T00:00:00`"),
        ("1e999,1,u,v1,a,,,,,,", "log:4:1: error[PR0608]: `at` is not a time: `1e999`"),
        (",1,u,v1,a,,,,,,", "log:4:1: error[PR0609]: `at` is missing"),
        ("6,1,,v1,a,,,,,,", "log:4:5: error[PR0609]: `user` is missing"),
        ("6,1,u,,a,,,,,,", "log:4:7: error[PR0609]: `model` is missing"),
        ("6,1,u,v1,,,,,,,", "log:4:10: error[PR0542]: `said` is missing, and no `error` says why"),
        ("4.999999999,1,u,v1,a,,,,,,", "log:4:1: error[PR0610]: the row is older than one before it"),
        ("6,1,u,v1,a,,high,,,,", "log:4:13: error[PR0543]: `p` is not a finite number: `high`"),
        ("6,1,u,v1,a,,,,-1,,", "log:4:15: error[PR0543]: `ms` is not a length of time: `-1`"),
        ("6,1,u,v1,a,,,,,,old", "log:4:17: error[PR0543]: `age` is not a finite number: `old`"),
        ("6,1,u,v1,a,,,,,", "log:4:16: error[PR0507]: the row has 10 cells, the header has 11"),
        ("6,\"1\"x,\"u\"y,v1,a,,,", "log:4:6: error[PR0506]: text follows the closing quote of a cell"),
    ])
    func eachBadRowIsLocatedAndLeftOutWhereItMayBe(row: String, expected: String) throws {
        let text = Self.header + Self.good + row + "\n" + "7,2,u,v2,a,,,,,,\n"
        for chunkSize in [1, 16, 1 << 20] {
            #expect(problems(ofTraffic: Array(text.utf8), chunkSize: chunkSize) == expected)
        }
        let read = try readTraffic(Array(text.utf8), trafficLog(badRows: Rational(1, 4)))
        #expect(read.rows.map(\.time) == [5_000_000_000, 5_000_000_000, 7_000_000_000])
        #expect(read.summary.badCount == 1)
        #expect(read.summary.badRows.map(\.file.firstLine) == [4])
        #expect(
            problems(ofTraffic: Array(text.utf8), trafficLog(badRows: Rational(1, 5)))
                == "log:1:1: error[PR0611]: 1 of 4 rows cannot be used, more than 20%\n" + expected
        )
    }

    @Test func shareOfBadRowsIsExact() throws {
        let rows =
            (0..<71).map { "\($0 + 5),1,u,v\($0 % 2 + 1),a,,,,,,\n" }
            + [String](repeating: "soon,1,u,v2,a,,,,,,\n", count: 29)
        let read = try readTraffic(Array((Self.header + rows.joined()).utf8), trafficLog(badRows: Rational(29, 100)))
        #expect(read.summary.badCount == 29)
    }

    @Test func rowsMayComeAsLateAsTheLogSays() throws {
        let times = [10, 12, 9, 7, 14, 11, 20]
        let text = Self.header + times.map { "\($0),1,u,v\($0 % 2 + 1),a,,,,,,\n" }.joined()
        let log = trafficLog(badRows: Rational(1, 2), lateness: .seconds(3))
        let read = try readTraffic(Array(text.utf8), log)
        #expect(read.rows.map { $0.time / 1_000_000_000 } == [10, 12, 9, 14, 11, 20])
        #expect(read.summary.lateCount == 1)
    }

    @Test func rowsOfOtherModelsAreNoAnswers() throws {
        let text = Self.header + Self.good + "6,2,u,v3,,,,,,,\n"
        let read = try readTraffic(Array(text.utf8))
        #expect(read.rows.count == 2 && read.summary.rowCount == 3)
        #expect(read.summary.models.sorted() == ["v1", "v2", "v3"])
        let other = Self.header + "6,2,u,v3,a,,,,,,\n"
        #expect(
            problems(ofTraffic: Array(other.utf8))
                == "log:1:1: error[PR0545]: no row is of the model `v1`\nlog:1:1: error[PR0545]: no row is of the model `v2`"
        )
        #expect(problems(ofTraffic: Array(Self.header.utf8)) == "log:1:1: error[PR0502]: `log` has no rows")
    }

    @Test func rowsAreHandedOverMomentByMoment() throws {
        // Times that wander by less than four seconds; each row's unit is its own time.
        var state: UInt64 = 5
        let times = (0..<3000).map { row -> Int in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return row * 100 + Int((state >> 33) % 4000)
        }
        let text = Self.header + times.map { "\(Double($0) / 1000),1,u,v\($0 % 2 + 1),a,,,,,,\n" }.joined()
        let log = trafficLog(lateness: .seconds(4))
        for (chunkSize, step) in [(64, 1700), (4096, 250), (1 << 20, 60_000)] {
            try withLog(Array(text.utf8)) { path in
                let query = trafficQuery(log)
                let reader = try TrafficReader(
                    try ByteStream(path: path),
                    named: "log",
                    query: query,
                    chunkSize: chunkSize
                )
                let flow = TrafficFlow(reader, query: query)
                var seen: [Int] = []
                for moment in stride(from: step, through: 310_000 + step, by: step) {
                    try flow.take(before: Int64(moment) * 1_000_000) { batch, rows, _ in
                        let due = rows.map { Int(batch.time[$0] / 1_000_000) }
                        #expect(due.allSatisfy { $0 < moment && $0 >= moment - step })
                        seen += due
                    }
                }
                #expect(seen.sorted() == times.sorted())
            }
        }
    }

    /// Whatever becomes of a log, it is read or refused with places that lie in it.
    @Test func brokenLogsAreReadOrRefused() throws {
        let csv = Self.header + Self.good + "6,2,\"a\"\"b\",v2,\"x\ny\",,0.5,,3,north,4\n"
        let json =
            "{\"at\":5,\"id\":1,\"user\":\"u\",\"model\":\"v1\",\"said\":\"a\",\"ms\":1.5,\"truth\":\"\\u0061\"}\n"
        for text in [csv, json + json.replacing("v1", with: "v2")] {
            let bytes = Array(text.utf8)
            let lines = bytes.count { $0 == 0x0A } + 3
            for place in bytes.indices {
                let bad: [UInt8] = [0x22, 0x0A, 0x2C, 0x00, 0xFF, 0x39]
                var broken = bytes
                broken[place] = bad[place % bad.count]
                check(broken, lines)
                check(Array(bytes[..<place]) + [bad[(place + 1) % bad.count]] + bytes[place...], lines)
                check(Array(bytes[..<place]) + bytes[(place + 1)...], lines)
                check(Array(bytes[..<place]), lines)
            }
        }
    }

    private func check(_ bytes: [UInt8], _ lines: Int) {
        do {
            let read = try readTraffic(bytes, chunkSize: 32)
            #expect(read.rows.count <= lines)
        } catch let failure as DatasetFailure {
            #expect(!failure.errors.isEmpty)
            for error in failure.errors {
                #expect(error.file.firstLine <= lines && error.range.upperBound <= bytes.count)
            }
        } catch {
            Issue.record("\(error)")
        }
    }
}
