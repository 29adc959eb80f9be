import Diagnostics
import PlanSyntax
import Testing

struct CommentTests {
    private func comments(_ text: String) throws -> [String] {
        let parsed = Parsed(text)
        let tree = try #require(parsed.result.tree)
        return tree.comments.map { parsed.file.text(in: $0.range) }
    }

    @Test(arguments: [
        ("# a\nk: v # b\n# c", ["# a", "# b", "# c"]), ("\u{FEFF}# a\nk: v\n", ["# a"]),
        // A `#` in a text is none.
        ("k: 'x # no' # yes\n", ["# yes"]), ("k: \"x # no\n  # no\"\n", []), ("k: a#b\n", []),
        ("k: |\n  # no\n  x # no\nl: m # yes\n", ["# yes"]),
        ("k: > # head\n  # no\n\n# after\nl: m\n", ["# head", "# after"]),
        ("k: |- # head\n  x\n  # no\n", ["# head"]), ("k: | # head\n# after\nl: m\n", ["# head", "# after"]),
        ("- [a, # one\n   b # two\n  ]\n- # three\n  c\n", ["# one", "# two", "# three"]),
        ("k: &a v # one\nl: *a # two\nm: # three\n", ["# one", "# two", "# three"]),
        ("%YAML 1.2 # one\n--- # two\nk: v\n... # three\n", ["# one", "# two", "# three"]),
        ("k: v   # 性能 # 2  \r\nl: m\r\n", ["# 性能 # 2"]), ("k: v\n", []),
    ])
    func commentsAreWhatNoValueHolds(text: String, expected: [String]) throws {
        #expect(try comments(text) == expected)
    }
}
