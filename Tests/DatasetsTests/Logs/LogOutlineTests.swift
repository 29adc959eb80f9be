import Datasets
import Foundation
import Plan
import Platform
import Testing

/// What a look at a log tells before it is read in earnest.
@Suite struct LogOutlineTests {
    private static func outline(_ text: String, _ wanted: Set<String>, reach: Int = 16 << 20) throws -> LogOutline {
        let path = FileManager.default.temporaryDirectory.path + "/planrun-outline-" + UUID().uuidString
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try LogOutline.read(path, .init(values: wanted), reach: reach)
    }

    /// A member that few lines have may come behind all that is looked at; a header tells every column.
    @Test func columnsMayComeLater() throws {
        let line = "{\"a\":1,\"b\":\"x\"}\n"
        let log = String(repeating: line, count: 100) + "{\"a\":1,\"error\":\"timeout\"}\n"
        let part = try Self.outline(log, ["b"], reach: 500)
        #expect(part.columns == ["a", "b"] && !part.hasAllColumns && part.values["b"] == nil)
        let whole = try Self.outline(log, ["b"])
        #expect(whole.columns == ["a", "b", "error"] && whole.hasAllColumns && whole.values["b"] == ["x"])
        let table = try Self.outline("a,b\n" + String(repeating: "1,x\n", count: 200), ["b"], reach: 500)
        #expect(table.columns == ["a", "b"] && table.hasAllColumns && table.values["b"] == nil)
    }

    @Test func jsonLines() throws {
        let outline = try Self.outline(
            """
            {"model":"v1","prediction":"pay","region":"north","n":1}

            {"model":"v2","prediction":null,"region":"南","n":2,"late":true}
            no JSON
            """,
            ["model", "region", "n", "late", "absent"]
        )
        #expect(outline.columns == ["model", "prediction", "region", "n", "late"])
        #expect(outline.values["model"] == ["v1", "v2"])
        #expect(outline.values["region"] == ["north", "南"])
        #expect(outline.values["n"] == ["1", "2"])
        #expect(outline.values["late"] == ["true"])
        #expect(outline.values["absent"] == [])
    }

    @Test(arguments: ["\n", "\r\n"]) func commaSeparated(lineBreak: String) throws {
        let lines = ["\u{FEFF}model,\"the region\",score", "v1,\"north, by \"\"sea\"\"\",0.5", "v2,,0.7", ""]
        let outline = try Self.outline(lines.joined(separator: lineBreak), ["model", "the region"])
        #expect(outline.columns == ["model", "the region", "score"])
        #expect(outline.values["model"] == ["v1", "v2"])
        #expect(outline.values["the region"] == ["north, by \"sea\""])
    }

    /// A value that was not seen in the beginning of a long log may come later, so nothing is said of values.
    @Test func ofALongLogOnlyTheColumnsAreKnown() throws {
        let line = "{\"model\":\"v1\",\"pad\":\"\(String(repeating: "x", count: 1 << 20))\"}\n"
        let outline = try Self.outline(String(repeating: line, count: 17), ["model"])
        #expect(outline.columns == ["model", "pad"])
        #expect(outline.values.isEmpty)
    }

    /// A number is what a log takes for one; what is empty is nothing. One number is enough for a column to have some.
    @Test(arguments: [true, false]) func numbersAndTimes(isJSON: Bool) throws {
        let rows = [
            ["2026-03-02T00:00:00Z", "r1", "1e3", "", "7"], ["2026-03-01T09:00:00+01:00", "r2", " 4 ", "x", "inf"],
            ["2026-03-01T12:00:00Z", "r3", "-0.5", "y", "nan"],
        ]
        let names = ["at", "id", "n", "note", "mixed"]
        let lines = rows.map { row in
            isJSON
                ? "{" + zip(names, row).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",") + "}"
                : row.joined(separator: ",")
        }
        let text = ((isJSON ? [] : [names.joined(separator: ",")]) + lines).joined(separator: "\n") + "\n"
        let path = FileManager.default.temporaryDirectory.path + "/planrun-outline-" + UUID().uuidString
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let question = LogOutline.Question(values: [], numbers: Set(names + ["absent"]), time: "at")
        let outline = try LogOutline.read(path, question)
        #expect(outline.isWhole && outline.numbers == ["n", "mixed"])
        #expect(outline.texts == ["at": "2026-03-02T00:00:00Z", "id": "r1", "note": "x", "mixed": "inf"])
        #expect(outline.counts == ["at": 3, "id": 3, "n": 3, "note": 2, "mixed": 3, "absent": 0])
        #expect(outline.times?.lowerBound.text == "2026-03-01T08:00:00Z")
        #expect(outline.times?.upperBound.text == "2026-03-02T00:00:00Z")
        let part = try LogOutline.read(path, question, reach: 100)
        #expect(!part.isWhole && part.texts.isEmpty && part.counts.isEmpty && part.times == nil)
    }

    @Test func emptyAndMissing() throws {
        #expect(try Self.outline("", ["model"]).columns == [])
        #expect(throws: PlatformError.self) { try LogOutline.read("/nowhere/log", .init(values: [])) }
    }
}
