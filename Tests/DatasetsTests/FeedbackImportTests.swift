import Datasets
import Plan
import Testing

@Suite struct FeedbackImportTests {
    private static let start = "2026-03-01T09:30:00Z"

    private func read(
        _ text: String,
        _ form: FeedbackImport.Form? = nil,
        namesModel: Bool = false
    ) throws(DatasetFailure) -> [FeedbackEntry] {
        guard let start = Timestamp(rfc3339: Self.start) else { return [] }
        let bytes = Array(text.utf8)
        return try FeedbackImport(bytes, named: "f", form: form, start: start, namesModel: namesModel).entries
    }

    private static let expected = [
        FeedbackEntry(after: .seconds(180), unit: "u1", rating: 2, text: "太慢了, \"really\""),
        FeedbackEntry(after: .seconds(90), unit: "u2", thumb: .down),
        FeedbackEntry(after: .seconds(180), unit: "u1", rating: -4.5),
    ]

    @Test func jsonLinesAndCSVSayTheSame() throws {
        let lines = """
            \u{FEFF}{"after": "3m", "unit": "u1", "rating": 2, "text": "太慢了, \\"really\\""}

            {"at": "2026-03-01T10:31:30+01:00", "unit": "u2", "thumb": "down"}
            {"after": "3m", "unit": "u1", "rating": -4.5}
            """
        let csv = """
            \u{FEFF}unit,text,after,at,thumb,rating\r
            u1,"太慢了, ""really""\",3m,,,2\r

            u2,,,2026-03-01T10:31:30+01:00,down,
            "u1",,3m,,,-4.5
            """
        #expect(try read(lines) == Self.expected)
        #expect(try read(csv) == Self.expected)
        #expect(try read(" \n\t" + lines.dropFirst(), nil) == Self.expected)
    }

    @Test func aTextMayHaveSeveralLines() throws {
        let entries = try read("unit,after,text\nu,1s,\"one\ntwo\"\nv,2s,three\n")
        #expect(entries.map(\.text) == ["one\ntwo", "three"])
    }

    @Test(arguments: ["", "\n \n", "unit,after,text\n"]) func nothingIsNoEntry(text: String) throws {
        #expect(try read(text, text.contains("unit") ? .csv : .jsonLines).isEmpty)
    }

    @Test(arguments: [
        (#"{"unit":"u","thumb":"up"}"#, "f:1:1: error[PR0532]: `after` or `at` is missing"),
        (
            #"{"after":"1s","at":"2026-03-01T10:00:00Z","unit":"u","thumb":"up"}"#,
            "f:1:1: error[PR0532]: `after` and `at` both say the time"
        ),
        (#"{"at":"10:00","unit":"u","thumb":"up"}"#, "f:1:7: error[PR0533]: `at` is not a date and time"),
        (
            #"{"at":"2999-01-01T00:00:00Z","unit":"u","thumb":"up"}"#,
            "f:1:7: error[PR0533]: `at` is too far from the run's beginning"
        ),
        (
            "\n [\n {\"at\": 7}]",
            "f:2:2: error[PR0530]: the text is a JSON array, and entries are JSON objects, one a line"
        ),
        (#"{"at":7,"unit":"u","thumb":"up"}"#, "f:1:7: error[PR0533]: `at` is not a date and time"),
        (
            #"{"at":"2026-03-01T09:29:59Z","unit":"u","thumb":"up"}"#,
            "f:1:7: error[PR0533]: `at` is before the run began"
        ),
        (
            #"{"after":"1s","unit":"u","rating":1e999}"#,
            "f:1:35: error[PR0530]: the line is not JSON: the number is too large"
        ),
        ("unit,after,txt\n", "f:1:12: error[PR0531]: feedback has no column `txt`"),
        ("unit,after,unit\n", "f:1:12: error[PR0511]: two columns are called `unit`"),
        ("unit,text\n", "f:1:1: error[PR0532]: no column is called `after` or `at`"),
        ("after,text\n", "f:1:1: error[PR0532]: no column is called `unit`"),
        ("unit,after,text\nu,1s\n", "f:2:1: error[PR0507]: the row has 2 cells and the header 3"),
        ("unit,after,text\nu,soon,x\n", "f:2:3: error[PR0533]: `after` is not a duration"),
        ("unit,after,text\n,1s,x\n", "f:2:1: error[PR0532]: `unit` is missing"),
        ("unit,after,text\nu,,x\n", "f:2:1: error[PR0532]: `after` or `at` is missing"),
        ("unit,after,text\nu,1s,\n", "f:2:1: error[PR0534]: the row says nothing"),
        ("unit,after,rating\nu,1s,nan\n", "f:2:6: error[PR0533]: `rating` is not a number"),
        ("unit,after,rating\nu,1s,1e999\n", "f:2:6: error[PR0533]: `rating` is not a number"),
        ("unit,after,thumb\nu,1s,UP\n", "f:2:6: error[PR0533]: `thumb` is neither `up` nor `down`"),
        ("unit,after,text\nu,1s,\"x\n", "f:2:6: error[PR0505]: the closing quote of a cell is missing"),
        ("unit,after,text\nu,1s,\"x\"y\n", "f:2:9: error[PR0506]: text follows the closing quote of a cell"),
        (
            "after,at,unit,text\n1s,2026-03-01T10:00:00Z,u,x\n",
            "f:2:1: error[PR0532]: `after` and `at` both say the time"
        ),
    ])
    func eachProblemIsLocated(text: String, expected: String) {
        let found = problems { () throws(DatasetFailure) in _ = try read(text) }
        #expect(found == expected)
    }

    @Test func whereARouterDividesTheTrafficEachEntryNamesTheModel() throws {
        let expected = [
            FeedbackEntry(after: .seconds(1), unit: "u", thumb: .up, model: .candidate),
            FeedbackEntry(after: .seconds(2), unit: "v", thumb: .down, model: .baseline),
        ]
        let lines = """
            {"after":"1s","unit":"u","thumb":"up","model":"candidate"}
            {"after":"2s","unit":"v","thumb":"down","model":"baseline"}
            """
        #expect(try read(lines, namesModel: true) == expected)
        let csv = "model,after,unit,thumb\ncandidate,1s,u,up\nbaseline,2s,v,down\n"
        #expect(try read(csv, namesModel: true) == expected)
    }

    @Test(arguments: [
        (#"{"after":"1s","unit":"u","thumb":"up"}"#, true, "f:1:1: error[PR0532]: `model` is missing"),
        (
            #"{"after":"1s","unit":"u","thumb":"up","model":"v7"}"#, true,
            "f:1:47: error[PR0533]: `model` is neither `candidate` nor `baseline`"
        ),
        (
            #"{"after":"1s","unit":"u","thumb":"up","model":"candidate"}"#, false,
            "f:1:39: error[PR0531]: feedback has no key `model`"
        ),
        ("after,unit,thumb\n1s,u,up\n", true, "f:1:1: error[PR0532]: no column is called `model`"),
        ("after,unit,thumb,model\n1s,u,up,\n", true, "f:2:1: error[PR0532]: `model` is missing"),
        (
            "after,unit,thumb,model\n1s,u,up,7\n", true,
            "f:2:9: error[PR0533]: `model` is neither `candidate` nor `baseline`"
        ),
        ("after,unit,thumb,model\n1s,u,up,candidate\n", false, "f:1:18: error[PR0531]: feedback has no column `model`"),
    ])
    func aModelThatIsMissingOrOutOfPlaceIsLocated(text: String, namesModel: Bool, expected: String) {
        let found = problems { () throws(DatasetFailure) in _ = try read(text, namesModel: namesModel) }
        #expect(found.hasPrefix(expected), "\(found)")
    }

    @Test func brokenUTF8IsLocated() throws {
        let start = try #require(Timestamp(rfc3339: Self.start))
        let bytes = Array("unit,after,text\nu,1s,a".utf8) + [0xFF, 0x0A]
        let found = problems { () throws(DatasetFailure) in
            _ = try FeedbackImport(bytes, named: "f", form: nil, start: start, namesModel: false)
        }
        #expect(found == "f:2:7: error[PR0503]: a cell is not encoded in UTF-8")
    }

    /// A plan's own file is replayed by the run's time and by no wall clock.
    @Test func aPlansFileHasNoWallClock() {
        let found = problems { () throws(DatasetFailure) in
            _ = try FeedbackFile(Array(#"{"at":"2026-03-01T10:00:00Z","unit":"u","thumb":"up"}"#.utf8), named: "f")
        }
        #expect(found.contains("feedback has no key `at`"))
    }
}
