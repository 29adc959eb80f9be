import Diagnostics
import Testing

@Suite struct JUnitRendererTests {
    private let map: SourceMap
    private let diagnostics: [Diagnostic]
    private let examined = ExaminedPlans(plans: [
        .init(name: "a.yaml", files: 0..<1), .init(name: "b.yaml", files: 1..<3),
        .init(name: "c<&\">.yaml", files: 3..<4),
    ])

    init() {
        var map = SourceMap()
        let files = ["a.yaml", "b.yaml", "d.csv", "c.yaml"].map {
            map.add(SourceFile(name: $0, bytes: [UInt8]("x\ny\n".utf8)))
        }
        self.map = map
        diagnostics = [
            Diagnostic(Samples.unused, "unused", at: .init(SourceSpan(file: files[0], 0..<1))),
            Diagnostic(
                Samples.unknownKey,
                "a < b & \"c\" \u{1b}\u{FFFE}",
                at: .init(SourceSpan(file: files[1], 2..<3))
            ),
            Diagnostic(Samples.unknownKey, "in the data", at: .init(SourceSpan(file: files[2], 0..<1)), help: ["h\ni"]),
        ]
    }

    @Test func eachPlanIsATestCase() {
        let text = JUnitRenderer(examined, isStrict: false).render(diagnostics, in: map)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="planrun validate" tests="3" failures="1" errors="0" skipped="0">
                  <testsuite name="planrun validate" tests="3" failures="1" errors="0" skipped="0">
                    <testcase classname="planrun.validate" name="a.yaml" file="a.yaml">
                      <system-out>
                a.yaml:1:1: warning[PR0301]: unused
                      </system-out>
                    </testcase>
                    <testcase classname="planrun.validate" name="b.yaml" file="b.yaml">
                      <failure type="PR0203" message="a &lt; b &amp; &quot;c&quot; \\u{1b}\u{FFFD} (and 1 more)">
                b.yaml:2:1: error[PR0203]: a &lt; b &amp; &quot;c&quot; \\u{1b}\u{FFFD}
                d.csv:1:1: error[PR0203]: in the data
                  help: h
                  i
                      </failure>
                    </testcase>
                    <testcase classname="planrun.validate" name="c&lt;&amp;&quot;&gt;.yaml" file="c&lt;&amp;&quot;&gt;.yaml"/>
                  </testsuite>
                </testsuites>

                """
        )
    }

    @Test func strictlyAWarningFailsItsPlan() {
        let text = JUnitRenderer(examined, isStrict: true).render(diagnostics, in: map)
        #expect(text.contains(#"tests="3" failures="2""#))
        #expect(text.contains(#"<failure type="PR0301" message="unused">"#) && !text.contains("system-out"))
    }

    @Test func noPlansAreAnEmptySuite() {
        let text = JUnitRenderer(ExaminedPlans(), isStrict: false).render([], in: SourceMap())
        #expect(text.contains(#"<testsuite name="planrun validate" tests="0" failures="0" errors="0" skipped="0">"#))
    }
}
