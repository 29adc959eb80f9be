import Diagnostics
import Testing

/// The form is that of `actions/toolkit`, and columns are given for one line only, as GitHub wants it.
@Suite struct GitHubRendererTests {
    @Test func eachSeverityHasItsCommand() {
        let (map, span) = Samples.source("é: 1\nb: 2\n", named: "a.yaml")
        let all = [
            Diagnostic(Samples.remark, "third", at: .init(span("2"))),
            Diagnostic(Samples.unused, "second", at: .init(span("b"))),
            Diagnostic(Samples.unknownKey, "first", at: .init(span("1"))),
        ]
        #expect(
            GitHubRenderer().render(all, in: map) == """
                ::error file=a.yaml,line=1,endLine=1,col=4,endColumn=5,title=PR0203 unknown-key::first
                ::warning file=a.yaml,line=2,endLine=2,col=1,endColumn=2,title=PR0301 unused::second
                ::notice file=a.yaml,line=2,endLine=2,col=4,endColumn=5,title=PR0302 remark::third

                """
        )
    }

    @Test func aSpanOverLinesHasNoColumns() {
        let (map, span) = Samples.source("a:\n  b\n")
        let text = GitHubRenderer().render([Diagnostic(Samples.unused, "m", at: .init(span("a:\n  b")))], in: map)
        #expect(text == "::warning file=plan.yaml,line=1,endLine=2,title=PR0301 unused::m\n")
    }

    /// Nothing that a plan holds may end a command or begin another one.
    @Test func signsOfTheFormAreEscaped() {
        let (map, span) = Samples.source("a\n", named: "50%,x:\n.yaml")
        let diagnostic = Diagnostic(
            Samples.unused,
            "100% of `a,b: c`\n::error::no",
            at: .init(span("a")),
            notes: ["n"],
            help: ["one\ntwo"]
        )
        let text = GitHubRenderer().render([diagnostic], in: map)
        #expect(
            text == "::warning file=50%25%2Cx%3A%0A.yaml,line=1,endLine=1,col=1,endColumn=2,title=PR0301 unused"
                + "::100%25 of `a,b: c`%0A::error::no%0Anote: n%0Ahelp: one%0Atwo\n"
        )
    }

    @Test func aFileWithoutBytesHasNoLine() {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "gone.yaml", bytes: []))
        let text = GitHubRenderer().render(
            [Diagnostic(Samples.unknownKey, "m", at: .init(SourceSpan(file: id, 0..<0)))],
            in: map
        )
        #expect(text == "::error file=gone.yaml,title=PR0203 unknown-key::m\n")
        #expect(GitHubRenderer().render([], in: map).isEmpty)
    }
}
