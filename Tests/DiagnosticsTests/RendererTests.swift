import Diagnostics
import JSON
import Testing

@Suite struct RendererTests {
    private func many(errors: Int, warnings: Int) -> (diagnostics: [Diagnostic], map: SourceMap) {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "x", bytes: [UInt8](repeating: 0x61, count: errors + warnings)))
        let all = (0..<errors + warnings).map { place in
            // The warnings come first in the file.
            let code = place < warnings ? Samples.unused : Samples.unknownKey
            return Diagnostic(code, "m\(place)", at: .init(SourceSpan(file: id, place..<place + 1)))
        }
        return (all.reversed(), map)
    }

    @Test func conciseLinesAreSortedAndNoneComesTwice() {
        let (map, span) = Samples.source("é: 1\nb: 2\n", named: "a.yaml")
        let second = Diagnostic(Samples.unused, "second\n", at: .init(span("b")))
        let first = Diagnostic(Samples.unknownKey, "first", at: .init(span("1"), "label"), help: ["help"])
        #expect(
            ConciseRenderer().render([second, first, second], in: map) == """
                a.yaml:1:4: error[PR0203]: first
                a.yaml:2:1: warning[PR0301]: second\\u{a}

                """
        )
    }

    @Test func nothingIsAnEmptyText() {
        #expect(ConciseRenderer().render([], in: SourceMap()).isEmpty)
        #expect(FullRenderer().render([], in: SourceMap()).isEmpty)
    }

    @Test func errorsComeFirstIntoTheCap() {
        let (diagnostics, map) = many(errors: 3, warnings: 5)
        #expect(
            ConciseRenderer(limit: 4).render(diagnostics, in: map) == """
                x:1:1: warning[PR0301]: m0
                x:1:6: error[PR0203]: m5
                x:1:7: error[PR0203]: m6
                x:1:8: error[PR0203]: m7
                4 more warnings are not shown

                """
        )
        #expect(ConciseRenderer(limit: nil).render(diagnostics, in: map).split(separator: "\n").count == 8)
    }

    @Test func aHundredAreShownUnlessStated() {
        let (diagnostics, map) = many(errors: 101, warnings: 2)
        let concise = ConciseRenderer().render(diagnostics, in: map).split(separator: "\n")
        #expect(concise.count == 101)
        #expect(concise.last == "1 more error and 2 more warnings are not shown")
        let full = FullRenderer().render(diagnostics, in: map)
        #expect(full.hasSuffix("\n\n1 more error and 2 more warnings are not shown\n"))
        #expect(full.split(separator: "\n").count { $0.hasPrefix("error[PR0203]") } == 100)
    }

    @Test func countsAreWords() {
        let (diagnostics, _) = many(errors: 2, warnings: 1)
        #expect(DiagnosticCounts(diagnostics).description == "2 errors and 1 warning")
        #expect(DiagnosticCounts([]).description.isEmpty)
    }

    @Test func jsonHasEveryMember() throws {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "d.csv", bytes: Array("é,b\n".utf8), firstLine: 7, firstOffset: 100))
        let span = SourceSpan(file: id, 3..<4)
        let full = Diagnostic(
            Samples.unknownKey,
            "no `b`",
            at: .init(span, "here"),
            secondary: [.init(SourceSpan(file: id, 0..<2), "there")],
            notes: ["n"],
            help: ["h"],
            fix: .init(span, replacement: "c")
        )
        let bare = Diagnostic(Samples.unused, "unused", at: .init(SourceSpan(file: id, 4..<4)))
        let b = #"{"line":7,"column":3,"offset":103},"end":{"line":7,"column":4,"offset":104}"#
        let a = #"{"line":7,"column":1,"offset":100},"end":{"line":7,"column":2,"offset":102}"#
        let end = #"{"line":7,"column":4,"offset":104},"end":{"line":7,"column":4,"offset":104}"#
        let expected = [
            #"{"format_version":1,"diagnostics":[{"code":"PR0203","slug":"unknown-key","severity":"error","#,
            #""message":"no `b`","file":"d.csv","range":{"start":\#(b)},"label":"here","#,
            #""related":[{"file":"d.csv","range":{"start":\#(a)},"label":"there"}],"notes":["n"],"help":["h"],"#,
            #""fix":{"file":"d.csv","start":\#(b),"replacement":"c"}},"#,
            #"{"code":"PR0301","slug":"unused","severity":"warning","message":"unused","file":"d.csv","#,
            #""range":{"start":\#(end)},"label":"","related":[],"notes":[],"help":[]}],"errors":1,"warnings":1,"notes":0,"fixable":1,"fixed":4,"plans":1,"#,
            #""skipped":2}"#,
        ].joined()
        let examined = ExaminedPlans(plans: [.init(name: "p", files: 0..<1)], skipped: 2, fixed: 4)
        let text = JSONRenderer(examined).render([bare, full], in: map)
        #expect(text == expected + "\n")
        #expect(throws: Never.self) { try JSONValue(parsing: text) }
    }

    @Test func jsonOfNothingHasAnEmptyArray() {
        let text = JSONRenderer().render([], in: SourceMap())
        #expect(
            text == #"{"format_version":1,"diagnostics":[],"errors":0,"warnings":0,"notes":0,"fixable":0,"fixed":0,"#
                + #""plans":0,"skipped":0}"# + "\n"
        )
    }
}
