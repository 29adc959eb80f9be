import Foundation
import JSON
import Testing

/// `planrun feedback` from outside, as processes.
@Suite struct FeedbackTests {
    private func lines(_ text: String) -> [JSONValue] {
        text.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
    }

    private func events(_ place: FeedbackPlace) throws -> [JSONValue] {
        lines(try place.run("history", "small-1", "--format", "jsonl").output)
    }

    private func report(_ place: FeedbackPlace) throws -> JSONValue {
        let result = try place.run("feedback", "report", "small-1", "--format", "json")
        #expect(result.status == 0, "\(result.error)")
        return try JSONValue(parsing: Array(result.output.utf8))
    }

    /// A run that has been through all of its plan.
    private func finished(feedback: String = "") throws -> FeedbackPlace {
        let place = try FeedbackPlace(feedback: feedback)
        let run = try place.run("execute", "plan.yaml", "--quiet")
        #expect(run.status == 0, "\(run.error)")
        return place
    }

    // MARK: What is added decides

    /// Forty people complain of an interrupted run, and once it goes on it is rolled back; without them it is released.
    @Test func complaintsChangeWhatAnInterruptedRunDecides() throws {
        let place = try FeedbackPlace()
        #expect(try place.interruptedRun().status == 130)
        let rows = (0..<40).map { "user-\($0),30m,1,it is wrong \($0)\n" }.joined()
        let imported = try place.run("feedback", "import", "small-1", input: "unit,after,rating,text\n" + rows)
        #expect(imported.status == 0, "\(imported.error)")
        #expect(
            imported.output.hasPrefix(
                "imported 40 entries: they count from the next observation on; run `small-1` stands"
            )
        )
        let resumed = try place.run("resume", "small-1", "--quiet")
        #expect(resumed.status == 2, "\(resumed.error)")
        let counted = try events(place).filter { $0["feedback_digests"] != nil }
        #expect(counted.count == 1 && counted.first?["feedback_digests"]?.array?.count == 40)
        #expect(counted.first?["candidate"]?["feedback"]?["negative"]?.integer == 40)
        let report = try report(place)
        #expect(report["counted"]?.integer == 40 && report["uncounted"]?.integer == 0)
        #expect(report["sources"]?["import"]?.integer == 40)
        #expect(report["models"]?.array?.map { $0["model"]?.string } == ["candidate"])

        let other = try FeedbackPlace()
        #expect(try other.interruptedRun().status == 130)
        #expect(try other.run("resume", "small-1", "--quiet").status == 0)
    }

    /// A plan that names no file has what is added, and it decides all the same.
    @Test func withoutAFileWhatIsAddedDecides() throws {
        let place = try FeedbackPlace()
        let plan = try String(contentsOfFile: place.path + "/plan.yaml", encoding: .utf8)
        try place.write(plan.replacing("  from: feedback.jsonl\n", with: ""), to: "plan.yaml")
        #expect(try place.run("validate", "--strict", "plan.yaml").status == 0)
        #expect(try place.run("execute", "--dry-run", "--quiet", "plan.yaml").status == 0)
        #expect(try place.interruptedRun().status == 130)
        let empty = try place.run("feedback", "report", "small-1")
        #expect(empty.status == 0 && empty.output == "feedback on small-1: nobody has said anything\n", "\(empty)")
        let rows = (0..<40).map { "user-\($0),30m,1,it is wrong \($0)\n" }.joined()
        #expect(try place.run("feedback", "import", "small-1", input: "unit,after,rating,text\n" + rows).status == 0)
        #expect(try place.run("resume", "small-1", "--quiet").status == 2)
        #expect(try report(place)["counted"]?.integer == 40)
        let forgotten = try place.run("feedback", "forget", "--unit", "user-3")
        #expect(forgotten.output == "forgot 1 entry in 1 run\n", "\(forgotten)")
    }

    @Test func whatIsSaidNowCountsInTheNextObservation() throws {
        let place = try FeedbackPlace()
        #expect(try place.interruptedRun().status == 130)
        let before = try events(place)
        let standing = try #require(before.last?["at"]?.number)
        // Said long before, and now; both count from the run's own time on.
        let early = try place.run("feedback", "add", "small-1", "--unit", "user-1", "--thumb", "down", "--after", "1s")
        let now = try place.run("feedback", "add", "small-1", "--unit", "user-2", "--rating", "-1", "--text", "-slow")
        #expect(early.status == 0 && now.status == 0, "\(early.error)\(now.error)")
        #expect(early.output.hasPrefix("added: it counts from the next observation on; run `small-1` stands at"))
        let trends = try #require(try report(place)["models"]?.array).map { $0["trend"]?.array ?? [] }
        #expect(trends.allSatisfy { $0.first?["entries"]?.integer == 0 })
        #expect(try place.run("resume", "small-1", "--quiet").status == 0)
        let after = try events(place)
        let counted = after.filter { $0["feedback_digests"] != nil }
        #expect(counted.map { $0["from"]?.number } == [standing])
        #expect(counted.first?["feedback_digests"]?.array?.count == 2)
        #expect(Array(after.prefix(before.count)) == before)
    }

    @Test func aRunThatIsOverDecidesNothing() throws {
        let place = try finished()
        let before = try events(place)
        let added = try place.run("feedback", "add", "small-1", "--unit", "user-1", "--rating", "1", "--text", "慢")
        #expect(added.status == 0)
        #expect(
            added.output
                == "added: run `small-1` is over (released), so this is reported and changes no decision any more\n"
        )
        #expect(try events(place) == before)
        let report = try report(place)
        #expect(report["uncounted"]?.integer == 1 && report["counted"]?.integer == 0)
        let categories = try #require(report["models"]?.array?.first?["categories"]?.array)
        #expect(categories.map { $0["name"]?.string } == ["slow", "wrong"])
        #expect(categories.map { $0["entries"]?.integer } == [1, 0])
    }

    /// By time a person is served by the one model, then by the other.
    @Test func whatWasSaidIsJoinedToTheModelOfItsTime() throws {
        let file = (0..<100).map { #"{"after":"2m","unit":"user-\#($0)","rating":4}"# }.joined(separator: "\n")
        let later = "\n" + #"{"after":"9h","unit":"user-1","rating":1}"#
        let place = try finished(feedback: file + later)
        for time in ["1m", "30m"] {
            let rows = (0..<100).map { "user-\($0),\(time),5\n" }.joined()
            try place.run("feedback", "import", "small-1", input: "unit,after,rating\n" + rows)
        }
        try place.run("feedback", "add", "small-1", "--unit", "stranger", "--rating", "5")
        let models = try #require(try report(place)["models"]?.array)
        #expect(models.map { $0["model"]?.string } == ["candidate", "baseline"])
        #expect(models.map { $0["entries"]?.integer } == [10 + 10 + 100, 90 + 90 + 1])
        #expect(try report(place)["unknown_units"]?.integer == 1)
        // The run ends before the file does.
        #expect(try report(place)["unreached"]?.integer == 1)
    }

    @Test func theTextReportReads() throws {
        let place = try finished(feedback: #"{"after":"1m","unit":"user-3","rating":1,"text":"so slow"}"# + "\n")
        try place.run(
            "feedback",
            "add",
            "small-1",
            "--unit",
            "user-3",
            "--after",
            "2m",
            "--text",
            "\u{1b}[31mwrong\u{7}"
        )
        let report = try place.run("feedback", "report", "small-1")
        #expect(report.status == 0 && report.error.isEmpty)
        #expect(
            report.output.hasPrefix("feedback on small-1: 2 entries of 1 unit\n  from 1 in the plan's file, 1 added\n")
        )
        #expect(report.output.contains(#"“\u{1b}[31mwrong\u{7}”"#) && !report.output.contains("\u{1b}"))
        #expect(try place.run("feedback", "report", "small-1", "--color", "always").output.contains("\u{1b}[1m"))
    }

    /// A file as spreadsheets write it: a byte order mark, CRLF, quotes, commas and line breaks in quotes. What was said is
    /// shown on one line.
    @Test func aSpreadsheetsFileIsImported() throws {
        let place = try finished()
        let file = "\u{FEFF}unit,after,rating,text\r\nuser-1,30m,2,\"it said \"\"virginica\"\", wrong\r\nand slow\"\r\n"
        let imported = try place.run("feedback", "import", "small-1", input: file + "user-2,31m,5,很好\r\n")
        #expect(imported.status == 0 && imported.output.hasPrefix("imported 2 entries"), "\(imported)")
        let report = try place.run("feedback", "report", "small-1").output
        #expect(report.contains("“it said \"virginica\", wrong and slow”") && report.contains("“很好”"), "\(report)")
    }

    // MARK: What is typed and piped in

    @Test func theTextMayBePiped() throws {
        let place = try finished()
        #expect(try place.run("feedback", "add", "small-1", "--unit", "a", input: "it was\nslow\n\n").status == 0)
        // With a verdict standard input is left alone, unless it is asked for.
        #expect(try place.run("feedback", "add", "small-1", "--unit", "b", "--rating", "4", input: "wrong").status == 0)
        let asked = try place.run(
            "feedback",
            "add",
            "small-1",
            "--unit",
            "c",
            "--thumb",
            "up",
            "--text",
            "-",
            input: "wrong"
        )
        #expect(asked.status == 0)
        let categories = try #require(try report(place)["models"]?.array?.first?["categories"]?.array)
        #expect(categories.map { $0["examples"]?.array?.map(\.string) } == [["it was\nslow"], ["wrong"]])
    }

    /// Who sits at a terminal is asked for what the command line does not say.
    @Test func aTerminalIsAsked() throws {
        let place = try finished()
        let add = ["feedback", "add", "small-1", "--unit"]
        let both = try place.run(add + ["a"], typing: ["rather slow", "2"])
        #expect(both.status == 0 && both.error == "text (empty for none): rating (empty for none): ")
        let text = try place.run(add + ["b", "--rating", "5"], typing: [""])
        #expect(text.status == 0 && text.error == "text (empty for none): ")
        #expect(try place.run(add + ["c"], typing: ["hm", ""]).status == 0)
        #expect(try place.run(add + ["d", "--text", "said", "--thumb", "up"], typing: []).error.isEmpty)
        let nothing = try place.run(add + ["e"], typing: ["", ""])
        #expect(nothing.status == 64 && nothing.error.contains("nothing was said"))
        let model = try #require(try report(place)["models"]?.array?.first)
        #expect(model["entries"]?.integer == 4 && model["rating"]?.number == 3.5 && model["judged"]?.integer == 3)
    }

    /// A slip of the finger does not lose the text that was typed before it.
    @Test func aMistypedRatingIsAskedForAgain() throws {
        let place = try finished()
        let added = try place.run(["feedback", "add", "small-1", "--unit", "e"], typing: ["so slow", "two", "2"])
        #expect(added.status == 0 && added.error.contains("`two` is not a number\nrating (empty for none): "))
        let model = try #require(try report(place)["models"]?.array?.first)
        #expect(model["entries"]?.integer == 1 && model["rating"]?.number == 2)
    }

    @Test(arguments: [
        (["add", "small-1"], "Missing expected argument '--unit <unit>'"),
        (["add", "small-1", "--unit", ""], "--unit must not be empty"),
        (["add", "small-1", "--unit", "u", "--rating", "many"], "The value 'many' is invalid"),
        (["add", "small-1", "--unit", "u", "--rating", "nan"], "--rating must be a finite number"),
        (["add", "small-1", "--unit", "u", "--rating", "1", "--thumb", "up"], "give --rating or --thumb, not both"),
        (["add", "small-1", "--unit", "u", "--thumb", "sideways"], "The value 'sideways' is invalid"),
        (["add", "small-1", "--unit", "u", "--rating", "1", "--after", "soon"], "The value 'soon' is invalid"),
        (["add", "small-1", "--unit", "u"], "nothing was said"),
        (["add", "small-1", "--unit", "u", "--text", ""], "nothing was said"),
        (["add", "smal-1", "--unit", "u", "--rating", "1"], "there is no run `smal-1`; did you mean `small-1`?"),
        (["import", "small-9"], "there is no run `small-9`"),
        (["report", "small-9"], "there is no run `small-9`"),
        (["forget"], "Missing expected argument '--unit <unit>'"),
        (["forget", "--unit", ""], "--unit must not be empty"),
    ])
    func aWrongCommandLineIsRefused(arguments: [String], message: String) throws {
        let place = try finished()
        let result = try place.run(["feedback"] + arguments, input: [])
        #expect(result.status == 64)
        #expect(result.error.contains(message), "\(result.error)")
        #expect(try place.stateFiles().allSatisfy { $0.name != "feedback.sqlite" })
    }

    @Test func aTextThatIsNoUTF8IsRefused() throws {
        let result = try finished().run(["feedback", "add", "small-1", "--unit", "u"], input: [0x61, 0xFF])
        #expect(result.status == 64 && result.error == "error: the text on standard input is not encoded in UTF-8\n")
    }

    /// Nothing of an import with a mistake is stored, and the mistake has its place.
    @Test(arguments: [
        ("f.csv", "unit,after,rating\nu,1m,4\nu,1m,four\n", "f.csv:3:6", "`rating` is not a number"),
        ("f.jsonl", #"{"unit":"u","after":"1m","rating":4}"# + "\n{", "f.jsonl:2:2", "the line is not JSON"),
        ("f.txt", #"{"unit":"u","at":"2001-01-01T00:00:00Z","rating":4}"#, "f.txt:1:18", "before the run began"),
    ])
    func anImportIsAllOrNothing(name: String, text: String, place: String, message: String) throws {
        let folder = try finished()
        try folder.write(text, to: name)
        let result = try folder.run("feedback", "import", "small-1", name)
        #expect(result.status == 1 && result.output.isEmpty)
        #expect(result.error.contains("--> \(place)") && result.error.contains(message), "\(result.error)")
        #expect(result.error.hasSuffix("nothing was imported\n"))
        #expect(try report(folder)["entries"]?.integer == 0)
    }

    @Test func aFileThatIsNotThere() throws {
        let result = try finished().run("feedback", "import", "small-1", "absent.csv")
        #expect(result.status == 1)
        #expect(result.error == "error: cannot read `absent.csv`: No such file or directory\n")
    }

    @Test func duplicatesAreCountedOnceAndSaid() throws {
        let place = try finished()
        let text = """
            {"after":"3m","unit":"u","rating":1,"text":"slow"}
            {"after":"3m","unit":"u","rating":1,"text":"slow"}
            {"after":"4m","unit":"u","rating":1,"text":"slow"}
            """
        let first = try place.run("feedback", "import", "small-1", "-", input: text)
        #expect(first.output.hasPrefix("imported 2 entries, 1 duplicate counted once: run `small-1` is over"))
        #expect(
            try place.run("feedback", "import", "small-1", input: text).output
                == "imported 0 entries, 3 duplicates counted once\n"
        )
        let again = try place.run("feedback", "add", "small-1", "--unit", "u", "--after", "4m", "--text", "slow")
        #expect(again.output == "known already: the unit has said the same at that time\n")
        #expect(try report(place)["entries"]?.integer == 2)
        #expect(try place.run("feedback", "import", "small-1", input: "\n").output == "there is nothing to import\n")
    }

    /// `at` is counted from the run's beginning by the wall clock.
    @Test func importsMayGoByTheWallClock() throws {
        let place = try finished()
        let status = try JSONValue(parsing: Array(try place.run("status", "small-1", "--format", "json").output.utf8))
        let started = try #require(status["runs"]?.array?.first?["started"]?.string)
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        let date = try #require(formatter.date(from: started))
        let later = formatter.string(from: date.addingTimeInterval(1800))
        try place.run("feedback", "import", "small-1", input: "unit,at,thumb\nuser-5,\(later),down\n")
        try place.run("feedback", "import", "small-1", input: "unit,after,text\nuser-5,30m,x\n")
        let trend = try #require(try report(place)["models"]?.array?.first?["trend"]?.array)
        #expect(trend.filter { $0["entries"]?.integer != 0 }.map { $0["entries"]?.integer } == [2])
    }

    // MARK: Forgetting

    /// A person's words and name are gone from every file of the state folder, and the journal, which counted them, still
    /// verifies.
    @Test func aPersonIsForgottenAndTheJournalStands() throws {
        let place = try FeedbackPlace(feedback: #"{"after":"5m","unit":"user-8","text":"from the file"}"# + "\n")
        #expect(try place.interruptedRun().status == 130)
        for unit in ["user-7", "user-8"] {
            try place.run(
                "feedback",
                "add",
                "small-1",
                "--unit",
                unit,
                "--rating",
                "1",
                "--text",
                "Pelargonium of \(unit)"
            )
        }
        #expect(try place.run("resume", "small-1", "--quiet").status == 0)
        let before = try events(place)
        func holds(_ text: String) throws -> Bool {
            try place.stateFiles().contains { $0.bytes.range(of: Data(text.utf8)) != nil }
        }
        #expect(try holds("Pelargonium of user-7"))
        let journal = try place.stateFiles().filter { $0.name.hasPrefix("journal") }
        for file in journal {
            for text in ["Pelargonium", "user-7"] { #expect(file.bytes.range(of: Data(text.utf8)) == nil) }
        }
        let forgotten = try place.run("feedback", "forget", "--unit", "user-7")
        #expect(forgotten.status == 0 && forgotten.output == "forgot 1 entry in 1 run\n", "\(forgotten.error)")
        #expect(try !holds("Pelargonium of user-7") && !holds("user-7") && holds("Pelargonium of user-8"))
        // `history` reads the records only after it has found every link of their chain whole.
        let history = try place.run("history", "small-1", "--format", "jsonl")
        #expect(history.status == 0 && lines(history.output) == before)
        let report = try report(place)
        #expect(report["counted"]?.integer == 1 && report["forgotten"]?.integer == 1)
        let file = try place.run("feedback", "forget", "--unit", "user-8").output
        #expect(
            file.hasPrefix("forgot 1 entry in 1 run\nnote: the unit is also in `") && file.contains("feedback.jsonl")
        )
        #expect(
            try place.run("feedback", "forget", "--unit", "user-7").output
                == "the unit has said nothing that is stored\n"
        )
    }

    @Test func withNothingToForgetInTheWrongPlaceIsAnError() throws {
        let place = try FeedbackPlace()
        let result = try place.run("feedback", "forget", "--unit", "u", "--state", "elsewhere")
        #expect(result.status == 74)
        #expect(result.error.hasPrefix("error: there is neither feedback nor a run to be found"))
    }

    // MARK: What is broken

    @Test(arguments: [
        ["add", "small-1", "--unit", "u", "--rating", "1"], ["report", "small-1"], ["forget", "--unit", "u"],
    ])
    func aStoreThatIsNoneIsSaidAndLeft(arguments: [String]) throws {
        let place = try finished()
        try place.write("no database", to: ".planrun/feedback.sqlite")
        let result = try place.run(["feedback"] + arguments, input: [])
        #expect(result.status == 74)
        #expect(result.error.contains("is not planrun's store of feedback; it is left as it is"), "\(result.error)")
        #expect(try place.stateFiles().contains { $0.bytes == Data("no database".utf8) })
    }

    @Test func aReportNeedsThePlanOfTheRun() throws {
        let place = try finished()
        let plan = try String(contentsOfFile: place.path + "/plan.yaml", encoding: .utf8)
        try place.write(plan.replacing("negative_below: 3", with: "negative_below: 2"), to: "plan.yaml")
        let result = try place.run("feedback", "report", "small-1")
        #expect(result.status == 1 && result.error.contains("has changed since the run began"))
    }

    @Test func aStoreThatBreaksEndsTheRunWithoutAWordOfAnyone() throws {
        let place = try FeedbackPlace()
        #expect(try place.interruptedRun().status == 130)
        try place.write("no database", to: ".planrun/feedback.sqlite")
        let result = try place.run("resume", "small-1")
        #expect(result.status == 3)
        #expect(result.output.contains("is not planrun's store of feedback"))
    }

    @Test func aDryRunSeesNothingOfTheStore() throws {
        let place = try FeedbackPlace()
        #expect(try place.interruptedRun().status == 130)
        try place.run("feedback", "add", "small-1", "--unit", "user-1", "--rating", "1")
        let dry = try place.run("execute", "plan.yaml", "--dry-run", "--format", "jsonl")
        #expect(dry.status == 0 && !dry.output.contains("feedback_digests"))
    }
}
