import JSON
import Testing

@Suite struct JSONTests {
    /// The examples of RFC 8785, appendix B, and the layouts at the edges of ECMAScript's plain notation.
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (Double.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9_007_199_254_740_992.0, "9007199254740992"), (295_147_905_179_352_830_000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"), (1e23, "1e+23"), (1e21, "1e+21"),
        (999_999_999_999_999_700_000.0, "999999999999999700000"), (333333333.3333332, "333333333.3333332"),
        (0.000001, "0.000001"), (1e-7, "1e-7"), (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.2, "1424953923781206.2"), (0.85, "0.85"), (-12.5, "-12.5"), (100.0, "100"),
    ])
    func numbersAreWrittenAsRFC8785Says(value: Double, text: String) {
        #expect(JSONValue.number(value).text == text)
    }

    /// Every length there is, one by one and in one piece, behind and before something else.
    @Test func wholeNumbersAreWrittenInFull() {
        let powers = (0..<19).map { power in (0..<power).reduce(1) { product, _ in product * 10 } }
        let numbers = [0, 9, -9, .max, .min] + powers + powers.map { -$0 } + powers.map { $0 - 1 }
        let expected = "[\(numbers.map { "\($0)" }.joined(separator: ","))]"
        var writer = JSONWriter()
        writer.array { writer in
            writer.string("a \u{1} \"b\"")
            writer.array { writer in for number in numbers { writer.integer(number) } }
            writer.array(of: numbers.span)
            writer.array(of: [Int]().span)
            writer.string("é")
        }
        #expect(writer.text == #"["a \u0001 \"b\"",\#(expected),\#(expected),[],"é"]"#)
    }

    @Test func canonicalTextSortsByUTF16() {
        let value: JSONValue = [
            "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1F600}": 5, "\u{80}": 6, "\u{f6}": 7,
        ]
        #expect(
            value.canonicalText
                == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1F600}\":5,\"\u{fb33}\":3}"
        )
    }

    @Test(arguments: [
        #"{"a":[1,-2.5,true,false,null,"x\"\\\n"],"b":{},"c":[]}"#, #""😀 é 错误""#, "[[[]]]", "9223372036854775807", "0",
    ])
    func textSurvivesARoundTrip(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func escapesAreRead() throws {
        #expect(try JSONValue(parsing: #""\u00e9\ud83d\ude00\/""#) == "é😀/")
    }

    @Test(arguments: [
        ("", 0, "a value is missing"), ("[1,", 3, "a value is missing"), ("[1 2]", 3, "a comma is missing"),
        (#"{"a":1,"a":2}"#, 7, "stands twice"), ("01", 0, "cannot start with 0"), ("1.", 2, "a digit is missing"),
        ("1e999", 0, "too large"), (#""\ud800""#, 1, "surrogate"), ("\"a\nb\"", 2, "control character"),
        ("\"abc", 0, "closing quote"), ("[1]x", 3, "text after the end"), ("nul", 0, "unknown word"),
        (#"{1:2}"#, 1, "its name in quotes"), (#""\x""#, 1, "unknown escape"),
    ])
    func badTextIsLocated(text: String, offset: Int, problem: String) {
        #expect {
            try JSONValue(parsing: text)
        } throws: { error in
            guard let error = error as? JSONError else { return false }
            return error.offset == offset && error.problem.contains(problem)
        }
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError(problem: "nested more than 128 deep", offset: 128)) {
            try JSONValue(parsing: deep)
        }
    }

    @Test func invalidUTF8IsRefused() {
        #expect(throws: JSONError(problem: "the text is not UTF-8", offset: 0)) {
            try JSONValue(parsing: [0x22, 0xFF, 0x22])
        }
    }

    @Test func membersAreReplacedAndRemovedByName() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["b"] = nil
        object["c"] = "x"
        #expect(JSONValue.object(object).text == #"{"a":3,"c":"x"}"#)
    }
}
