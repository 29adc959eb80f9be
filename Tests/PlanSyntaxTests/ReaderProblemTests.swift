import Diagnostics
import PlanSyntax
import Testing

/// Every row of the table of libyaml's messages that an input can reach.
struct ReaderProblemTests {
    /// An input for each row, by libyaml's words and what it was doing.
    static let examples: [(libyaml: String, context: String, input: String)] = [
        ("found character that cannot start any token", "", "a: @b\n"),
        ("could not find expected ':'", "", "a: 1\nb\nc: 2\n"),
        ("block sequence entries are not allowed in this context", "", "a: - b\n"),
        ("mapping keys are not allowed in this context", "", "a: ? b\n"),
        ("mapping values are not allowed in this context", "", "a: b: c\n"),
        ("found unknown directive name", "", "%FOO bar\n---\na\n"),
        ("did not find expected comment or line break", "directive", "%YAML 1.2 x\n---\na\n"),
        ("could not find expected directive name", "", "% x\n---\na\n"),
        ("found unexpected non-alphabetical character", "", "%YAML! 1.1\n---\na\n"),
        ("did not find expected digit or '.' character", "", "%YAML 1x\n---\na\n"),
        ("found extremely long version number", "", "%YAML 1.1234567890\n---\na\n"),
        ("did not find expected version number", "", "%YAML a\n---\na\n"),
        ("did not find expected whitespace", "%TAG", "%TAG !a!b c\n---\na\n"),
        ("did not find expected whitespace or line break", "%TAG", "%TAG !a! tag:x\"\n---\na\n"),
        ("did not find expected '!'", "directive", "%TAG a b\n---\na\n"),
        ("did not find expected tag URI", "%TAG", "%TAG !a! \n---\na\n"),
        ("did not find URI escaped octet", "%TAG", "%TAG !a! %zz\n---\na\n"),
        ("found an incorrect leading UTF-8 octet", "%TAG", "%TAG !a! %ff\n---\na\n"),
        ("found an incorrect trailing UTF-8 octet", "%TAG", "%TAG !a! %c3%41\n---\na\n"),
        ("found duplicate %YAML directive", "", "%YAML 1.1\n%YAML 1.1\n---\na\n"),
        ("found incompatible YAML document", "", "%YAML 1.3\n---\na\n"),
        ("found duplicate %TAG directive", "", "%TAG !a! b\n%TAG !a! c\n---\na\n"),
        ("did not find expected alphabetic or numeric character", "anchor", "a: & b\n"),
        ("did not find expected alphabetic or numeric character", "alias", "a: * b\n"),
        ("did not find the expected '>'", "", "a: !<tag:x y\n"),
        ("did not find expected whitespace or line break", "", "a: !!str\"x\"\n"),
        ("did not find expected tag URI", "", "a: !<> x\n"),
        ("did not find URI escaped octet", "", "a: !%zz x\n"),
        ("found an incorrect leading UTF-8 octet", "", "a: !%ff x\n"),
        ("found an incorrect trailing UTF-8 octet", "", "a: !%c3%41 x\n"),
        ("found undefined tag handle", "", "a: !e!x 1\n"),
        ("found an indentation indicator equal to 0", "", "a: |0\n  x\n"),
        ("did not find expected comment or line break", "", "a: |x\n  y\n"),
        ("found a tab character where an indentation space is expected", "", "a: |\n\tx\n"),
        ("found unexpected document indicator", "", "a: \"x\n--- \n"),
        ("found unexpected end of stream", "", "a: 'x\n"),
        ("found unknown escape character", "", "a: \"\\q\"\n"),
        ("did not find expected hexdecimal number", "", "a: \"\\xg0\"\n"),
        ("found invalid Unicode character escape code", "", "a: \"\\ud800\"\n"),
        ("found unexpected ':'", "", "{ a:[b] }\n"),
        ("found a tab character that violates indentation", "", "a: b\n\tc\n"),
        ("did not find expected <document start>", "", "[a]\nb\n"),
        ("did not find expected node content", "", "[a, , b]\n"),
        ("did not find expected '-' indicator", "", "- a\nb: c\n"),
        ("did not find expected key", "", "a:\n    b: 1\n  c: 2\n"),
        ("did not find expected ',' or ']'", "", "['a' 'b']\n"),
        ("did not find expected ',' or '}'", "", "{ 'a' 'b' }\n"),
    ]

    /// Where libyaml's source says the same in a second place, an input that gets there.
    static let secondPlaces: [(libyaml: String, context: String, input: String)] = [
        ("could not find expected ':'", "", "a: 1\nb\n"),
        ("did not find expected '!'", "directive", "%TAG !a b\n---\na\n"),
        ("found an indentation indicator equal to 0", "", "a: |+0\n  x\n"),
        ("did not find expected node content", "", "a: 1\nb: ]\n"),
    ]

    /// Rows that no text can reach: what the first pass finds before libyaml is asked, what only another version says, and
    /// what planrun looks for itself.
    static let unreachable: Set<String> = [
        "did not find expected <stream-start>", "did not find expected '!'",
        "Maximum nesting level reached, set with yaml_set_max_nest_level())", "input error",
        "invalid leading UTF-8 octet", "incomplete UTF-8 octet sequence", "invalid trailing UTF-8 octet",
        "invalid length of a UTF-8 sequence", "invalid Unicode character", "incomplete UTF-16 character",
        "unexpected low surrogate area", "incomplete UTF-16 surrogate pair", "expected low surrogate area",
        "control characters are not allowed", "input is too long", "out of memory",
    ]

    @Test(arguments: examples + secondPlaces)
    func rowIsReached(libyaml: String, context: String, input: String) throws {
        let row = try #require(ReaderProblem.table.first { $0.libyaml == libyaml && $0.context == context })
        let found = try #require(Parsed(input).result.diagnostics.first)
        // The words of a row may be bettered by a look at the text; its code and its place must be its own.
        let betterCodes = ["bad-indentation", "unexpected-text"]
        #expect(found.code == row.code || betterCodes.contains(found.code.slug), "\(found)")
        #expect(!found.message.contains("gave up"))
        #expect(found.primary.span.upperBound <= input.utf8.count)
    }

    @Test func everyRowHasAnExampleOrCannotBeReached() {
        let reached = Set(Self.examples.map { [$0.libyaml, $0.context] })
        for row in ReaderProblem.table {
            #expect(reached.contains([row.libyaml, row.context]) || Self.unreachable.contains(row.libyaml), "\(row)")
        }
    }

    @Test func inputsReachTheirOwnRow() {
        // Two rows differ in their words wherever they share a code, but for the pairs that mean the same.
        let messages = Self.examples.map { Parsed($0.input).result.diagnostics.first?.message ?? "" }
        #expect(Set(messages).count >= Self.examples.count - 4)
    }

    @Test func noMessageIsLibyamlsOwn() {
        for row in ReaderProblem.table { #expect(row.message != row.libyaml) }
    }
}
