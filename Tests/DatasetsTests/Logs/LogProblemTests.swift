import Datasets
import Diagnostics
import Testing

@Suite struct LogProblemTests {
    @Test(arguments: [
        ("", "log:1:1: error[PR0502]: `log` is empty"),
        ("\u{FEFF}\r\n\n", "log:1:1: error[PR0502]: `log` is empty"),
        ("label,prediction\n", "log:2:1: error[PR0502]: `log` has no rows"),
        ("label,prediction\na,b\n\na\n", "log:4:2: error[PR0507]: the row has 1 cell, the header has 2"),
        ("label,prediction\na,b,c,d\n", "log:2:5: error[PR0507]: the row has 4 cells, the header has 2"),
        ("label,prediction\n\"a\n\"\na,b\n", "log:3:2: error[PR0507]: the row has 1 cell, the header has 2"),
        ("label,prediction\na,b\na,\n", "log:3:3: error[PR0542]: `prediction` is missing, and no `error` says why"),
        ("label,prediction\na,\"b\n", "log:2:3: error[PR0505]: the closing quote of a cell is missing"),
        ("label,\"prediction\na,b\n", "log:1:7: error[PR0505]: the closing quote of a cell is missing"),
        ("label,prediction\na,\"b\" c\n", "log:2:6: error[PR0506]: text follows the closing quote of a cell"),
        ("label,\"prediction\"x\na,b\n", "log:1:19: error[PR0506]: text follows the closing quote of a cell"),
        ("label,prediction,label\na,b,c\n", "log:1:18: error[PR0511]: column 3 has the name of column 1, `label`"),
        ("truth,prediction\na,b\n", "log:1:1: error[PR0541]: no column is called `label`"),
        ("label,prediction\na,b\nb,b \n", "log:3:3: error[PR0516]: the class `b ` looks like the class `b`"),
        ("label,prediction\n1,1.0\n", "log:2:3: error[PR0516]: the class `1.0` looks like the class `1`"),
        ("model,label,prediction\nx,a,b\n\ny,a,a\n", "log:4:1: error[PR0544]: the rows come from 2 models"),
        ("label,prediction,latency\na,b,1s\n", "log:2:5: error[PR0543]: `latency` is not a finite number: `1s`"),
        ("label,prediction,latency\na,b,-0.1\n", "log:2:5: error[PR0543]: `latency` is negative: `-0.1`"),
        ("label,prediction,latency\na,b,1e10\n", "log:2:5: error[PR0543]: `latency` is too large: `1e10`"),
        ("label,prediction,latency\na,b,nan\n", "log:2:5: error[PR0543]: `latency` is not a finite number: `nan`"),
        ("label,prediction,score\na,b,1e999\n", "log:2:5: error[PR0543]: `score` is not a finite number: `1e999`"),
        ("label,prediction,score\na,b,\"0,5\"\n", "log:2:6: error[PR0543]: `score` is not a finite number: `0,5`"),
        ("label,prediction\na,b\0\n", "log:1:1: error[PR0504]: `log` is not text in UTF-8"),
    ])
    func eachProblemOfCSVIsLocated(text: String, expected: String) {
        for chunkSize in [1, 7, 64, 1 << 20] { #expect(problems(ofLog: text, chunkSize: chunkSize) == expected) }
    }

    private static let good = "{\"label\":\"a\",\"prediction\":\"b\"}\n"

    @Test(arguments: [
        ("{\"label\" \"a\"}", "log:2:10: error[PR0540]: the line is not JSON: a colon is missing after the name"),
        ("{\"label\":01}", "log:2:10: error[PR0540]: the line is not JSON: a number cannot start with 0"),
        ("{\"label\":1.}", "log:2:12: error[PR0540]: the line is not JSON: a digit is missing after the point"),
        ("{\"a\":1}}", "log:2:8: error[PR0540]: the line is not JSON: text after the end of the value"),
        ("{\"a\":\"\t\"}", "log:2:7: error[PR0540]: the line is not JSON: a control character must be escaped"),
        (
            "{\"label\":1,\"label\":1}",
            "log:2:12: error[PR0540]: the line is not JSON: the name `label` stands twice"
        ),
        ("{\"label\":\"a\"", "log:2:13: error[PR0540]: the line is not JSON: a comma is missing between two members"),
        ("[1]", "log:2:1: error[PR0540]: the line is not a JSON object"),
        ("{\"label\":\"a\"}", "log:2:1: error[PR0542]: `prediction` is missing, and no `error` says why"),
        ("{\"prediction\":null}", "log:2:1: error[PR0542]: `prediction` is missing, and no `error` says why"),
        ("{\"prediction\":[\"a\"]}", "log:2:15: error[PR0543]: `prediction` is neither text nor a number"),
        ("{\"prediction\":\"a\",\"latency\":-1}", "log:2:29: error[PR0543]: `latency` is negative: `-1`"),
        (
            "{\"prediction\":\"a\",\"score\":\"\\u0078\"}",
            "log:2:28: error[PR0543]: `score` is not a finite number: `x`"
        ),
        ("{\"prediction\":\" a\",\"label\":\"a\"}", "log:2:29: error[PR0516]: the class `a` looks like the class ` a`"),
    ])
    func eachProblemOfJSONLinesIsLocated(line: String, expected: String) {
        // The last class looks like one of the good lines, too; let it have another.
        let good = Self.good.replacing("\"a\"", with: "\"c\"")
        for chunkSize in [1, 7, 64, 1 << 20] {
            #expect(problems(ofLog: good + line + "\n" + good, chunkSize: chunkSize) == expected)
        }
    }

    @Test func membersThatNoLineHas() {
        #expect(
            problems(ofLog: "\n{\"truth\":\"a\",\"prediction\":\"b\"}\n")
                == "log:2:1: error[PR0541]: no line has `label`"
        )
        // Not each line is told that it lacks what all lack.
        #expect(
            problems(ofLog: "{\"label\":\"a\",\"predicted\":\"b\"}\n{\"label\":\"a\"}\n")
                == "log:1:1: error[PR0541]: no line has `prediction`"
        )
        let choice = LogQuery(label: needyQuery.label, prediction: needyQuery.prediction, model: "x")
        #expect(problems(ofLog: Self.good, query: choice) == "log:1:1: error[PR0541]: no line has `model`")
        #expect(
            problems(ofLog: "{\"prediction\":\"a\",\"model\":\"y\"}\n", query: choice)
                == "log:1:1: error[PR0545]: no row is of the model `x`"
        )
        // Failed requests have no prediction anywhere.
        #expect(problems(ofLog: "{\"label\":\"a\",\"error\":\"down\"}\n") == "ok")
    }

    @Test func columnsAreMissedOnlyWhereTheyAreNeeded() {
        #expect(problems(ofLog: "latency\n1\n", query: LogQuery()) == "ok")
        #expect(problems(ofLog: "{\"latency\":1}\n", query: LogQuery()) == "ok")
        let named = LogQuery(score: .init("p", need: .named))
        #expect(
            problems(ofLog: "label,prediction\na,b\n", query: named)
                == "log:1:1: error[PR0541]: no column is called `p`"
        )
    }

    @Test func otherEncodingsAreRefused() {
        let latin1 = Array("label,prediction\na,b\na,caf".utf8) + [0xE9, 0x0A] + Array("a,b\n".utf8)
        let lines = Array("{\"label\":\"a\",\"prediction\":\"b\"}\n{\"note\":\"".utf8) + [0xE9] + Array("\"}\n".utf8)
        for chunkSize in [1, 5, 1 << 20] {
            #expect(
                problems(ofLog: latin1, chunkSize: chunkSize)
                    == "log:3:6: error[PR0503]: the text is not encoded in UTF-8"
            )
            #expect(
                problems(ofLog: lines, chunkSize: chunkSize)
                    == "log:2:10: error[PR0503]: the text is not encoded in UTF-8"
            )
        }
        #expect(
            problems(ofLog: [0xFF, 0xFE, 0x61, 0x00]) == "log:1:1: error[PR0504]: `log` is not text in UTF-8"
        )
    }

    @Test func aRowIsNotLongerThanItsBound() {
        let text = "label,prediction\na,b\n\"a\n" + String(repeating: "a,b\n", count: 2000)
        let expected = "log:3:1: error[PR0546]: the row that begins here has more than 64 bytes"
        #expect(problems(ofLog: Array(text.utf8), chunkSize: 16, maximumRow: 64) == expected)
        let header = String(repeating: "x", count: 5000)
        #expect(
            problems(ofLog: Array(header.utf8), chunkSize: 16, maximumRow: 64)
                == "log:1:1: error[PR0546]: the row that begins here has more than 64 bytes"
        )
    }

    @Test func tooManyClassesEndTheReading() {
        let text = "label,prediction\n" + (0..<1010).map { "a\($0),a0\n" }.joined() + "ragged\n"
        #expect(problems(ofLog: text) == "log:1002:1: error[PR0515]: there are more than 1000 classes")
    }

    @Test func theFirstTenAreShownAndTheOthersCounted() throws {
        // The last byte of the letter is a line break but for its highest bit.
        let good = String(repeating: "a,Ċ\n", count: 5000)
        let text = "label,prediction\n" + good + String(repeating: "x\n", count: 25)
        for chunkSize in [100, 1 << 20] {
            do {
                _ = try readLog(Array(text.utf8), chunkSize: chunkSize)
                Issue.record("the log was read")
            } catch let failure as DatasetFailure {
                #expect(failure.errors.count == 10 && failure.hiddenCount == 15)
                #expect(failure.errors[9].notes == ["15 more problems of this file are not shown"])
                // Only the line of the problem is kept, with its place in the log.
                #expect(failure.errors[9].file.bytes == Array("x".utf8))
                #expect(failure.errors[9].file.firstLine == 5011)
                #expect(failure.errors[9].file.firstOffset == 17 + 5000 * 5 + 9 * 2)
            }
        }
    }

    @Test func aMissingColumnHasASuggestionAndAReason() throws {
        do {
            _ = try readLog("lable,prediction\na,b\n", query: needyQuery)
            Issue.record("the log was read")
        } catch let failure as DatasetFailure {
            #expect(failure.errors[0].help == ["did you mean `lable`?"])
            #expect(
                failure.errors[0].notes == ["`accuracy` is made from it", "the columns are `lable`, `prediction`"]
            )
        }
    }

    @Test func everyCodeIsListed() {
        let ids = DatasetCodes.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids).isSuperset(of: (540...546).map { "PR0\($0)" }))
    }

    /// A character of several bytes that cannot stand where it does is marked whole.
    @Test func aCharacterIsMarkedWhole() throws {
        let error = #expect(throws: DatasetFailure.self) { try readLog("{ړabel\":1}\n") }
        var map = SourceMap()
        let span = try #require(error?.diagnostics(in: &map).first).primary.span
        #expect(span.upperBound - span.lowerBound == 2)
    }
}
