import Diagnostics
import Testing

@Suite struct FullRendererTests {
    private func render(_ diagnostic: Diagnostic, _ map: SourceMap, isColoured: Bool = false) -> String {
        FullRenderer(isColoured: isColoured).render([diagnostic], in: map)
    }

    /// The layout of rustc, by hand.
    @Test func aDiagnosticShowsItsLine() {
        let (map, span) = Samples.source("    wach: { every: 1m }\n", named: "plans/iris.yaml", firstLine: 41)
        let diagnostic = Diagnostic(
            Samples.unknownKey,
            "unknown key `wach` in a stage",
            at: .init(span("wach"), "not a key of a stage"),
            help: ["did you mean `watch`?"]
        )
        #expect(
            render(diagnostic, map) == """
                error[PR0203]: unknown key `wach` in a stage
                  --> plans/iris.yaml:41:5
                   |
                41 |     wach: { every: 1m }
                   |     ^^^^ not a key of a stage
                   |
                   = help: did you mean `watch`?

                """
        )
    }

    @Test func labelsOfOneLineHangBelowEachOther() {
        let (map, span) = Samples.source("a: first, b: second, c: third\n")
        let diagnostic = Diagnostic(
            Samples.unused,
            "three",
            at: .init(span("second"), "two"),
            secondary: [.init(span("first"), "one"), .init(span("third"), "three")]
        )
        #expect(
            render(diagnostic, map) == """
                warning[PR0301]: three
                 --> plan.yaml:1:14
                  |
                1 | a: first, b: second, c: third
                  |    -----     ^^^^^^     ----- three
                  |    |         |
                  |    |         two
                  |    one

                """
        )
    }

    @Test func theTextOfAMarkInsideAnotherHangs() {
        let (map, span) = Samples.source("outer(inner)rest\n")
        let diagnostic = Diagnostic(
            Samples.unused,
            "nested",
            at: .init(span("inner"), "in"),
            secondary: [.init(span("outer(inner)"), "out")]
        )
        #expect(
            render(diagnostic, map) == """
                warning[PR0301]: nested
                 --> plan.yaml:1:7
                  |
                1 | outer(inner)rest
                  | ------^^^^^-
                  | |     |
                  | |     in
                  | out

                """
        )
    }

    /// A gap of one line is filled, a longer one has dots; the frame is as wide as the longest number.
    @Test func labelsOfSeveralLines() {
        let text = "one\ntwo\nthree\nfour\nfive\nsix\n"
        let (map, span) = Samples.source(text, firstLine: 8)
        let diagnostic = Diagnostic(
            Samples.unknownKey,
            "`six` stands twice",
            at: .init(span("six"), "again"),
            secondary: [.init(span("one"), "first"), .init(span("three"))],
            notes: ["a note\nof two lines"]
        )
        #expect(
            render(diagnostic, map) == """
                error[PR0203]: `six` stands twice
                  --> plan.yaml:13:1
                   |
                 8 | one
                   | --- first
                 9 | two
                10 | three
                   | -----
                ...
                13 | six
                   | ^^^ again
                   |
                   = note: a note
                           of two lines

                """
        )
    }

    @Test func aSecondFileIsShownBelow() {
        var map = SourceMap()
        let first = map.add(SourceFile(name: "a.yaml", bytes: Array("x: 1".utf8)))
        let second = map.add(SourceFile(name: "b.yaml", bytes: Array("\n\nx: 2".utf8)))
        let diagnostic = Diagnostic(
            Samples.unknownKey,
            "`x` stands twice",
            at: .init(SourceSpan(file: second, 2..<3)),
            secondary: [.init(SourceSpan(file: first, 0..<1), "first here")]
        )
        #expect(
            render(diagnostic, map) == """
                error[PR0203]: `x` stands twice
                 --> b.yaml:3:1
                  |
                3 | x: 2
                  | ^
                 ::: a.yaml:1:1
                  |
                1 | x: 1
                  | - first here

                """
        )
    }

    @Test func aSpanOverSeveralLinesMarksTheFirstToItsEnd() {
        let (map, span) = Samples.source("key: |\r\n  text\r\nrest\r\n")
        let diagnostic = Diagnostic(Samples.remark, "long", at: .init(span("|\r\n  text"), "from here"))
        #expect(
            render(diagnostic, map) == """
                note[PR0302]: long
                 --> plan.yaml:1:6
                  |
                1 | key: |
                  |      ^ from here

                """
        )
    }

    @Test(arguments: [(3, 3, "    ^"), (0, 0, " ^"), (4, 4, " ^"), (3, 4, "    ^")])
    func anEmptySpanHasOneMark(lower: Int, upper: Int, marks: String) {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "x", bytes: Array("abc\n".utf8)))
        let diagnostic = Diagnostic(Samples.remark, "here", at: .init(SourceSpan(file: id, lower..<upper)))
        #expect(render(diagnostic, map).hasSuffix("\n  |\(marks)\n"))
    }

    /// Each ideograph and the emoji take two columns; the accent of `é` (two scalars) takes none.
    @Test func underlinesStayUnderWideCharacters() {
        let (map, span) = Samples.source("message: \"性能下降😀 e\u{301} acuracy\"\n")
        let diagnostic = Diagnostic(
            Samples.unknownKey,
            "no metric `acuracy`",
            at: .init(span("acuracy"), "here"),
            secondary: [.init(span("下降"))]
        )
        #expect(
            render(diagnostic, map) == """
                error[PR0203]: no metric `acuracy`
                 --> plan.yaml:1:20
                  |
                1 | message: "性能下降😀 e\u{301} acuracy"
                  |               ----     ^^^^^^^ here

                """
        )
    }

    /// The columns are those that Unicode's East Asian width and emoji presentation give, and four for a tab.
    @Test(arguments: [
        ("\t", 4), ("性", 2), ("ｈ", 2), ("한", 2), ("e\u{301}", 1), ("ก็", 1), ("😀", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2),
        ("👍🏽", 2), ("é", 1), ("ﾊ", 1), ("a\t性", 7),
    ])
    func whateverStandsBeforeAPlaceTheMarkIsUnderIt(before: String, columns: Int) throws {
        let (map, span) = Samples.source(before + "X\n")
        let text = render(Diagnostic(Samples.unknownKey, "m", at: .init(span("X"))), map)
        let marks = try #require(text.split(separator: "\n").last { $0.contains("^") })
        #expect(marks == "  | " + String(repeating: " ", count: columns) + "^")
    }

    @Test func whatCouldHarmATerminalIsEscaped() {
        var map = SourceMap()
        let bytes = Array("a\tb\u{1b}[31mc\u{202E}d".utf8) + [0xFF] + Array("é!".utf8)
        let id = map.add(SourceFile(name: "x\u{7}", bytes: bytes))
        let start = bytes.count - 1
        let diagnostic = Diagnostic(
            Samples.unknownKey,
            "odd \u{1b}[0m",
            at: .init(SourceSpan(file: id, start..<start + 1), "\u{9b}"),
            notes: ["\r"]
        )
        #expect(
            render(diagnostic, map) == #"""
                error[PR0203]: odd \u{1b}[0m
                 --> x\u{7}:1:14
                  |
                1 | a    b\u{1b}[31mc\u{202e}d\xffé!
                  |                                ^ \u{9b}
                  |
                  = note: \u{d}

                """#
        )
    }

    @Test func coloursSurroundPieces() {
        let (map, span) = Samples.source("ab\n")
        let diagnostic = Diagnostic(Samples.unused, "m", at: .init(span("b"), "here"), secondary: [.init(span("a"))])
        #expect(
            render(diagnostic, map, isColoured: true)
                == [
                    "\u{1b}[1;33mwarning[PR0301]\u{1b}[0m\u{1b}[1m: m\u{1b}[0m\n",
                    " \u{1b}[1;34m-->\u{1b}[0m plan.yaml:1:2\n",
                    "\u{1b}[1;34m  |\u{1b}[0m\n",
                    "\u{1b}[1;34m1 |\u{1b}[0m ab\n",
                    "\u{1b}[1;34m  |\u{1b}[0m \u{1b}[1;34m-\u{1b}[0m\u{1b}[1;33m^\u{1b}[0m\u{1b}[1;33m here\u{1b}[0m\n",
                ].joined()
        )
    }

    @Test func aFileWithoutBytesHasNoSnippet() {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "gone.csv", bytes: []))
        let diagnostic = Diagnostic(
            Samples.unknownKey,
            "cannot read `gone.csv`",
            at: .init(SourceSpan(file: id, 0..<0), "no such file"),
            help: ["look for it"]
        )
        #expect(
            render(diagnostic, map) == """
                error[PR0203]: cannot read `gone.csv`
                 --> gone.csv
                  = note: no such file
                  = help: look for it

                """
        )
    }
}
