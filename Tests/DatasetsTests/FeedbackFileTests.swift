import Datasets
import Diagnostics
import Digests
import Testing

@Suite struct FeedbackFileTests {
    private func read(_ text: String) throws -> FeedbackFile {
        try FeedbackFile(Array(text.utf8), named: "f.jsonl")
    }

    @Test func entriesAreSortedByTimeAndTiesStay() throws {
        let text = """
            \u{FEFF}{"after": "3m", "unit": "u1", "rating": 2, "text": "it called my setosa a virginica"}

            {"unit":"u2","after":"90s","thumb":"down"}\r
               \t
            {"after":"3m","unit":"u0","rating":4.5}
            {"after":"0s","unit":"u3","text":"","thumb":"up"}
            """
        let file = try read(text)
        #expect(
            file.entries == [
                FeedbackEntry(after: .zero, unit: "u3", thumb: .up, text: ""),
                FeedbackEntry(after: .seconds(90), unit: "u2", thumb: .down),
                FeedbackEntry(after: .seconds(180), unit: "u1", rating: 2, text: "it called my setosa a virginica"),
                FeedbackEntry(after: .seconds(180), unit: "u0", rating: 4.5),
            ]
        )
        #expect(file.digest == SHA256.digest(text))
    }

    @Test func anEmptyFileHasNoEntries() throws {
        #expect(try read("\n \n").entries.isEmpty)
    }

    @Test(arguments: [
        (#"{"after":"3m","unit":"u","rating":1"#, "36: error[PR0530]: the line is not JSON: a comma is missing"),
        (#"{"after":"3m","unit":"u","rating":01}"#, "35: error[PR0530]: the line is not JSON: a number cannot"),
        (#"  [1]"#, "3: error[PR0530]: the line is not a JSON object"),
        (#"{"after":"3m","unit":"é","ratng":1,"text":""}"#, "26: error[PR0531]: feedback has no key `ratng`"),
        (#"{"after":"3m","unit":"u","ratng":1}"#, "26: error[PR0531]: feedback has no key `ratng`"),
        (#" {"after":"3m","rating":1}"#, "2: error[PR0532]: `unit` is missing"),
        (#"{"unit":"u","rating":1}"#, "1: error[PR0532]: `after` is missing"),
        (#"{"after":"3m","unit":"u"}"#, "1: error[PR0534]: the line says nothing"),
        (#"{"after": 180 , "unit":"u","thumb":"up"}"#, "11: error[PR0533]: `after` is not a duration"),
        (#"{"after":"soon","unit":"u","thumb":"up"}"#, "10: error[PR0533]: `after` is not a duration"),
        (#"{"after":"1s","unit":17,"thumb":"up"}"#, "22: error[PR0533]: `unit` is not a name"),
        (#"{"after":"1s","unit":"","thumb":"up"}"#, "22: error[PR0533]: `unit` is not a name"),
        (#"{"after":"1s","unit":"u","rating": "2"}"#, "36: error[PR0533]: `rating` is not a number"),
        (#"{"after":"1s","unit":"a,\":}","rating":{"a":[1,{}]} }"#, "40: error[PR0533]: `rating` is not a number"),
        (#"{"after":"1s","unit":"u","thumb":"Up"}"#, #"34: error[PR0533]: `thumb` is neither `"up"` nor `"down"`"#),
        (#"{"after":"1s","unit":"u","text":null}"#, "33: error[PR0533]: `text` is not text"),
    ])
    func eachProblemIsLocated(line: String, expected: String) {
        let good = #"{"after":"1s","unit":"u","rating":1}"# + "\n"
        let found = problems { () throws(DatasetFailure) in
            _ = try FeedbackFile(Array((good + "\n" + line + "\n" + good).utf8), named: "f.jsonl")
        }
        #expect(found.hasPrefix("f.jsonl:3:\(expected)") && !found.contains("\n"), "\(found)")
    }

    @Test func theValueIsMarkedAndAKeyHasASuggestion() throws {
        do {
            _ = try read(#"{"afer":"3m", "unit": "u", "rating": [1, "}"] , "text":"x"}"#)
            Issue.record("the text was read")
        } catch let error as DatasetFailure {
            #expect(error.errors.map(\.code.id) == ["PR0531", "PR0533", "PR0532"])
            #expect(error.errors.map { $0.file.text(in: $0.range) }[..<2] == [#""afer""#, #"[1, "}"]"#])
            #expect(error.errors[0].help == ["did you mean `after`?"])
        }
    }

    @Test func aFileThatIsNotThere() {
        let found = problems { () throws(DatasetFailure) in
            _ = try FeedbackFile.read(path: "/nowhere/f.jsonl", named: "f.jsonl")
        }
        #expect(found == "f.jsonl:1:1: error[PR0501]: cannot read `f.jsonl`: No such file or directory")
    }
}
