import JSON
import Testing

@Suite struct JSONTextTests {
    private static let text = #"""
        { "a" : [ 1 , {"b":"x\"]}", "c\u0064": -1.5e3 } ],
          "n": null ,"e":{},"f":[ ] , "a\"b": true }
        """#

    private func found(_ steps: [JSONText.Step]) throws -> String? {
        let text = try JSONText(Array(Self.text.utf8))
        return text.range(of: steps).map { String(decoding: text.bytes[$0], as: UTF8.self) }
    }

    @Test func aValueIsFoundWhereTheStepsLead() throws {
        #expect(try found([.member("a"), .element(0)]) == "1")
        #expect(try found([.member("a"), .element(1), .member("b")]) == #""x\"]}""#)
        #expect(try found([.member("a"), .element(1), .member("cd")]) == "-1.5e3")
        #expect(try found([.member("a"), .element(1)]) == #"{"b":"x\"]}", "c\u0064": -1.5e3 }"#)
        #expect(try found([.member("n")]) == "null")
        #expect(try found([.member("e")]) == "{}")
        #expect(try found([.member("f")]) == "[ ]")
        #expect(try found([.member("a\"b")]) == "true")
        #expect(try found([])?.hasPrefix("{ ") == true)
    }

    @Test func stepsThatLeadNowhereFindNothing() throws {
        for steps: [JSONText.Step] in [
            [.member("b")], [.element(0)], [.member("a"), .element(2)], [.member("a"), .member("b")],
            [.member("e"), .member("x")], [.member("f"), .element(0)], [.member("n"), .element(0)],
        ] {
            #expect(try found(steps) == nil)
        }
    }

    @Test func everyOtherByteStays() throws {
        let text = try JSONText(Array(Self.text.utf8))
        let first = try #require(text.range(of: [.member("a"), .element(0)]))
        let last = try #require(text.range(of: [.member("e")]))
        let changed = text.replacing([(first, Array("100".utf8)), (last, Array("[]".utf8))])
        let expected = Self.text.replacing("[ 1 ,", with: "[ 100 ,").replacing(#""e":{}"#, with: #""e":[]"#)
        #expect(String(decoding: changed, as: UTF8.self) == expected)
    }
}
