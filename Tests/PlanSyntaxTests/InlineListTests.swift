import Diagnostics
import PlanSyntax
import Testing

/// Conditions that YAML splits at their own commas and brackets.
struct InlineListTests {
    /// The offered change must give the list that its author meant.
    @Test(arguments: [
        ("a: [any of (x, y)]\n", ["any of (x, y)"]),
        ("a: [2 of (x, y, all of (p, q)), z]   # note\nb: 1\n", ["2 of (x, y, all of (p, q))", "z"]),
        ("a: [recall[x] > 1]\n", ["recall[x] > 1"]),
        ("a: [recall[x] < 1, b]\r\n", ["recall[x] < 1", "b"]),
        (
            "a: [feedback[\"wrong, answer\"] <= 3, 'quoted, text']\n",
            ["feedback[\"wrong, answer\"] <= 3", "quoted, text"]
        ),
        ("- - a:    [  p(q , r) ,s ]\n    b: 1\n", ["p(q , r)", "s"]),
        ("é: 1\na: [any of (性, 能)]\n", ["any of (性, 能)"]),
    ])
    func blockFormMeansTheList(text: String, items: [String]) throws {
        let bytes = [UInt8](text.utf8)
        let found = try #require(Parsed(bytes).result.diagnostics.first)
        #expect(found.code.slug == "unbalanced-inline-list")
        let fix = try #require(found.fix)
        var mended = bytes
        mended.replaceSubrange(fix.span.range, with: fix.replacement.utf8)
        let parsed = Parsed(mended)
        #expect(parsed.slugs == [])
        var node = try #require(parsed.result.tree?.root)
        while let inner = node.elements.first { node = inner }
        let list = try #require(node.entries.first { $0.key.text == "a" }?.value)
        #expect(list.elements.map(\.text) == items)
        #expect(list.style == .block)
    }

    /// What is no split condition must pass.
    @Test(arguments: [
        "a: [p(q), (r), s]\n", "a: ['any of (x', 'y)']\n", "a: { k: (v), (w): x }\n",
        "a: [[b], { c: [d] }]\n", "when: any of (x, y)\n", "when: recall[x] > 1\n", "- recall[x] > 1\n",
        "a: [\"b\" ,[c]]\n",
    ])
    func wholeItemsPass(text: String) { #expect(Parsed(text).slugs == []) }

    /// No block form is offered where it would mean something else.
    @Test(arguments: [
        "a: [any of (x, y), { b: c }]\n", "a: [any of (x: 1, y)]\n", "a: { b: [any of (x, y)] }\n",
        "[any of (x, y)]\n", "a: [any of (x,\n  y)]\n", "a: [any of (x, y), -]\n",
    ])
    func noFixWhereTheMeaningIsOpen(text: String) throws {
        let found = try #require(
            Parsed(text).result.diagnostics.first { $0.code.slug == "unbalanced-inline-list" }
        )
        #expect(found.fix == nil)
        #expect(!found.help.isEmpty)
    }

    @Test func missingCommaIsNoBracketInside() {
        #expect(Parsed("a: ['x' [b]]\n").slugs == ["missing-comma"])
        #expect(Parsed("a: [[x] [b]]\n").slugs == ["missing-comma"])
    }
}
