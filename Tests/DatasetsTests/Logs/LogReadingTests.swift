import Datasets
import JSON
import Testing

@Suite struct LogReadingTests {
    @Test func columnsAreFoundByName() throws {
        let text = "id,prediction,truth,ms\n1,b,a,1.5\n2,a,a,\n"
        let query = LogQuery(
            label: .init("truth"),
            latency: .init("ms"),
            latencyUnit: .milliseconds
        )
        let read = try readLog(text, query: query)
        #expect(
            read.rows == [
                .init(label: "a", prediction: "b", latency: 1_500_000), .init(label: "a", prediction: "a", latency: -1),
            ]
        )
        #expect(read.log.roles == [.label, .prediction, .latency])
    }

    @Test(arguments: [
        (LatencyUnit.seconds, "0.0000014", 1400), (.milliseconds, "0.25", 250_000), (.microseconds, "17", 17_000),
        (.nanoseconds, "1400", 1400), (.seconds, "1.4e-06", 1400), (.seconds, " 2 ", 2_000_000_000),
        (.seconds, "0.12345678901234567", 123_456_789), (.nanoseconds, "123456789012345678", 123_456_789_012_345_680),
        (.nanoseconds, "0.5", 1), (.seconds, "0", 0),
    ])
    func latenciesAreNanoseconds(unit: LatencyUnit, text: String, expected: Int64) throws {
        let csv = try readLog("latency\n\(text)\n", query: LogQuery(latencyUnit: unit))
        #expect(csv.rows.map(\.latency) == [expected])
        let number = text.filter { $0 != " " }
        let lines = try readLog("{\"latency\":\(number)}\n", query: LogQuery(latencyUnit: unit))
        #expect(lines.rows.map(\.latency) == [expected])
    }

    @Test func classesAreInOrder() throws {
        #expect(try readLog("label,prediction\n10,9\n-1,10\n").log.classes == ["-1", "9", "10"])
        #expect(try readLog("label,prediction\nb,10\na,9\n").log.classes == ["10", "9", "a", "b"])
        #expect(try readLog("{\"label\":true,\"prediction\":1}\n").log.classes == ["1", "true"])
    }

    @Test func requestsOfARunAreTakenAsTheyAre() throws {
        let lines = """
            {"time":0,"request":1,"unit":"d1","model":"candidate","prediction":"a","label":"a","score":0.9,"latency":2e-6}
            {"time":1,"request":2,"unit":"d2","model":"candidate","prediction":"b","score":0.9,"latency":0.000003}
            {"time":2,"request":3,"unit":"d3","model":"candidate","label":"b","error":"timed out","latency":1}
            """
        let read = try readLog(lines)
        #expect(
            read.rows == [
                .init(label: "a", prediction: "a", latency: 2000), .init(label: nil, prediction: "b", latency: 3000),
                .init(label: "b", prediction: nil, latency: 1_000_000_000),
            ]
        )
        let log = read.log
        #expect((log.rowCount, log.failedCount, log.labelledCount, log.unlabelledCount) == (3, 1, 1, 1))
        #expect(log.roles == Set(LogRole.allCases))
    }

    @Test func rowsOfOneModelAreChosen() throws {
        let text = "model,label,prediction\nx,a,a\ny,a,b\n,c,c\nx,b,b\n"
        let read = try readLog(text, query: LogQuery(model: "x"))
        #expect(read.rows.map(\.prediction) == ["a", "b"])
        #expect(read.log.classes == ["a", "b"])
        // One model needs no choice, and neither does a column of that name that is for something else.
        #expect(try readLog("model,label,prediction\nx,a,a\nx,a,b\n").rows.count == 2)
        #expect(try readLog("model,label\nx,a\ny,a\n", query: LogQuery(prediction: .init("model"))).rows.count == 2)
    }

    @Test(arguments: [1, 2])
    func anyNumberOfModelsMayBePassedOver(threads: Int) throws {
        var text = "model,label,prediction\nx,a,a\n"
        for number in 0..<3000 { text += "other-\(number),a,a\n" }
        text += "x,b,b\nlate,c,c\n"
        for model in ["x", "late"] {
            let read = try readLog(Array(text.utf8), query: LogQuery(model: model), chunkSize: 1000, threads: threads)
            #expect(read.rows.compactMap(\.label).sorted() == (model == "x" ? ["a", "b"] : ["c"]))
        }
        #expect(problems(ofLog: text).contains("PR0544"))
    }

    @Test(arguments: ["\n", "\r\n", " \n"])
    func aLogMayBeginWithManyEmptyLines(line: String) throws {
        let blank = String(repeating: line, count: 10_000)
        let row = ReadLog.Row(label: "a", prediction: "b", latency: -1)
        for text in ["label,prediction\na,b\n", "{\"label\":\"a\",\"prediction\":\"b\"}\n"] {
            #expect(try readLog(blank + text, chunkSize: 1000).rows == [row])
        }
        #expect(
            problems(ofLog: blank + "label,prediction\na\n", chunkSize: 1000).hasPrefix("log:10002:2: error[PR0507]")
        )
        #expect(problems(ofLog: blank, chunkSize: 1000).contains("error[PR0502]: `log` is empty"))
    }

    @Test func aLineMayHaveManyMembers() throws {
        let members = (0..<2000).map { "\"m\($0)\":1" }.joined(separator: ",")
        let line = "{\(members),\"label\":\"a\",\"prediction\":\"b\"}\n"
        let row = ReadLog.Row(label: "a", prediction: "b", latency: -1)
        #expect(try readLog(line + line, chunkSize: 1 << 16).rows == [row, row])
    }

    @Test func anErrorCountsOnlyWithoutAPrediction() throws {
        let read = try readLog("label,prediction,error\na,a,0.1\na,,timed out\n")
        #expect(read.log.failedCount == 1)
        #expect(read.rows.map(\.prediction) == ["a", nil])
    }

    @Test(
        arguments: [
            ("label,prediction\na,b", nil), ("\u{FEFF}label,prediction\r\na,b\r\n", nil),
            ("\n\nlabel,prediction\n\na,b\n\n", nil),
            ("\"label\",\"prediction\"\n\"a\",b\n", nil), ("x,label,prediction\n\"1\n2, \"\"3\"\"\",a,\"b\"\r\n", nil),
            ("  {\"label\" : \"a\" ,\t\"prediction\":\"b\" } \r\n\n", nil),
            ("\u{FEFF}{\"prediction\":\"b\",\"label\":\"a\"}", nil),
            ("{\"x\":[{\"label\":\"no\"}],\"label\":\"\\u0061\",\"prediction\":\"b\"}\n", nil),
            ("{\"x\":null,\"y\":true,\"z\":-1.5E+3,\"prediction\":\"b\",\"label\":\"a\",\"latency\":null}", nil),
            ("\n{\"label\":\"a\",\"prediction\":\"b\"}", LogFormat.jsonl),
            ("\"{x}\",label,prediction\n1,a,b\n", nil), ("{x,label,prediction\n1,a,b\n", .csv),
        ] as [(String, LogFormat?)]
    )
    func oneRowInManyDresses(text: String, format: LogFormat?) throws {
        for chunkSize in [1, 3, 16, 1 << 20] {
            let read = try readLog(text, format: format, chunkSize: chunkSize)
            #expect(read.rows == [.init(label: "a", prediction: "b", latency: -1)])
        }
    }

    @Test func membersMayStandInAnotherOrderOnEachLine() throws {
        let lines = """
            {"label":"a","predictive":"x","prediction":"b"}
            {"lable":"x","prediction":"b","predictive":"x","label":"a"}
            {"prediction":"b","label":"a"}
            {"predictivity":"x","label":"a","prediction":"b"}
            """
        let row = ReadLog.Row(label: "a", prediction: "b", latency: -1)
        #expect(try readLog(lines).rows == [row, row, row, row])
    }

    /// Rows of names that are short and long, alike at both ends, quoted, with line breaks and beyond ASCII.
    private static let names = [
        "a", "b", "", "ab", "abcdefg", "abcdefgh", "abcdefgi", "abcdefghijklmnop", "abcdefgh-jklmnop",
        "abcdefghXYijklmnop", "abcdefghYXijklmnop", "grün", "日本語", "with, comma", "with \"quotes\"", "two\nlines",
        "back\\slash", "null", "12", "0.5",
    ]

    private static func rows(_ count: Int) -> [ReadLog.Row] {
        var state: UInt64 = 7
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        return (0..<count).map { _ in
            let (label, prediction) = (names[draw(names.count)], names[draw(names.count)])
            return ReadLog.Row(
                label: label.isEmpty ? nil : label,
                prediction: prediction.isEmpty ? "b" : prediction,
                latency: Int64(draw(3) == 0 ? -1 : draw(2_000_000))
            )
        }
    }

    private static func quoted(_ text: String, always: Bool) -> String {
        guard always || text.contains(where: { ",\"\n".contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    @Test(arguments: [1, 2, 13, 64, 1000, 1 << 20])
    func whatIsWrittenIsRead(chunkSize: Int) throws {
        let rows = Self.rows(400)
        for (isQuoted, end) in [(false, "\n"), (true, "\n"), (false, "\r\n")] {
            var text = "n,label,note,prediction,latency" + end
            for (index, row) in rows.enumerated() {
                let latency = row.latency < 0 ? "" : String(row.latency)
                let cells = [String(index), row.label ?? "", "note \(index)", row.prediction ?? "", latency]
                text += cells.map { Self.quoted($0, always: isQuoted) }.joined(separator: ",") + end
            }
            let read = try readLog(text, query: LogQuery(latencyUnit: .nanoseconds), chunkSize: chunkSize)
            #expect(read.rows == rows)
        }
        var lines = ""
        for (index, row) in rows.enumerated() {
            var object: JSONObject = ["request": .integer(index), "prediction": .string(row.prediction ?? "")]
            if let label = row.label { object["label"] = .string(label) }
            if row.latency >= 0 { object["latency"] = .integer(Int(row.latency)) }
            if index % 17 == 0 { object["a-member-with-a-long-name"] = ["nested": [1, 2]] }
            lines += JSONValue.object(object).text + "\n"
        }
        let read = try readLog(lines, query: LogQuery(latencyUnit: .nanoseconds), chunkSize: chunkSize)
        #expect(read.rows == rows)
    }

    @Test func manyClassesKeepTheirNumbers() throws {
        let names = (0..<999).map { "class-\($0)" }
        let text = "label,prediction\n" + zip(names, names.reversed()).map { "\($0),\($1)\n" }.joined()
        let read = try readLog(text)
        #expect(read.rows.map(\.label) == names)
        #expect(read.rows.map(\.prediction) == names.reversed())
    }
}
