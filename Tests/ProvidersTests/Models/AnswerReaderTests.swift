import JSON
import Plan
import Testing

@testable import Providers

/// What counts as which class.
struct AnswerReaderTests {
    private func label(_ value: JSONValue, _ classes: [String], named: [String]? = nil) -> String? {
        AnswerReader(classes: classes, named: named).label(value)
    }

    private static let iris = ["virginica", "setosa", "versicolor"]

    @Test func namesAreThemselves() {
        #expect(label("setosa", Self.iris) == "setosa")
        #expect(label(" setosa\n", Self.iris) == "setosa")
        #expect(label("rose", Self.iris) == nil)
        #expect(label("", Self.iris) == nil)
    }

    @Test func numbersAreClassesInTheOrderOfTheirNames() {
        // As `numpy.unique(["virginica", "setosa", "versicolor"])` has them.
        #expect((0...3).map { label(.integer($0), Self.iris) } == ["setosa", "versicolor", "virginica", nil])
        #expect(label(.integer(-1), Self.iris) == nil)
        #expect(label(.number(1), Self.iris) == "versicolor")
        #expect(label(.number(0.4), Self.iris) == nil)
    }

    @Test func thePlanMaySayWhichNumberIsWhichClass() {
        #expect(label(0, Self.iris, named: Self.iris) == "virginica")
        #expect(label(1, ["a", "b"], named: ["x", "b", "a"]) == "b")
        #expect(label(0, ["a", "b"], named: ["x", "b", "a"]) == nil)
    }

    @Test func numbersThatAreNamesAreThemselves() {
        #expect(label(7, ["3", "7"]) == "7")
        #expect(label("7", ["3", "7"]) == "7")
        #expect(label(0, ["3", "7"]) == nil)
        #expect(label(0, ["3", "7"], named: ["7", "3"]) == "7")
    }

    @Test func probabilitiesAreTheLargest() {
        #expect(label([0.1, 0.7, 0.2], Self.iris) == "versicolor")
        #expect(label([1, 0, 0], Self.iris) == "setosa")
        #expect(label([0.1, 0.9], Self.iris) == nil)
        #expect(label(["setosa": 0.2, "virginica": 0.8], Self.iris) == "virginica")
        #expect(label([0.2], ["no", "yes"]) == "no")
        #expect(label(0.5, ["no", "yes"]) == "yes")
        #expect(label(1.5, ["no", "yes"]) == nil)
        #expect(label(.bool(true), ["no", "yes"]) == "yes")
        #expect(label(.bool(false), ["true", "false"]) == "false")
        #expect(label(.null, Self.iris) == nil)
        #expect(label([], Self.iris) == nil)
        #expect(label(["a", 0.5], Self.iris) == nil)
    }

    /// The examples of RFC 6901, section 5.
    @Test func pointers() throws {
        let document = try JSONValue(
            parsing: #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#
        )
        let expected: [(String, JSONValue?)] = [
            ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2),
            ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8), ("/foo/2", nil),
            ("/foo/-", nil), ("/foo/00", nil), ("/foo/bar", nil), ("/x", nil), ("/foo/0/a", nil),
        ]
        for (pointer, value) in expected { #expect(try #require(JSONPointer(pointer)).value(in: document) == value) }
        #expect(JSONPointer("foo") == nil)
    }
}
