import Diagnostics
import Testing

/// Lines longer than a snippet are cut round the place, and the marks stay under it.
@Suite struct LongLineTests {
    /// The source row and the mark row for a place in a line, without the frame.
    private func rows(_ line: [UInt8], _ range: Range<Int>) -> (source: String, marks: String) {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "x", bytes: line))
        let diagnostic = Diagnostic(Samples.remark, "m", at: .init(SourceSpan(file: id, range)))
        let lines = FullRenderer().render([diagnostic], in: map).split(separator: "\n")
        return (String(lines[3].dropFirst(4)), String(lines[4].dropFirst(4)))
    }

    /// What stands over the marks, for sources whose characters are one column wide.
    private func marked(_ rows: (source: String, marks: String)) -> String {
        String(zip(rows.source, rows.marks).filter { $0.1 == "^" }.map(\.0))
    }

    @Test func aMessageThatQuotesAFileIsCut() {
        var map = SourceMap()
        let id = map.add(SourceFile(name: "x", bytes: []))
        let place = Diagnostic.Label(SourceSpan(file: id, 0..<0))
        let long = Diagnostic(Samples.remark, "no `\(String(repeating: "a", count: 1_000_000))`", at: place)
        #expect(long.message.count == 1_001 && long.message.hasPrefix("no `aaa") && long.message.hasSuffix("a…"))
        let usual = String(repeating: "é", count: 1_000)
        #expect(Diagnostic(Samples.remark, usual, at: place).message == usual)
    }

    @Test func aPlaceNearTheStartKeepsTheStart() {
        let line = Array((String(repeating: "a", count: 50) + "X" + String(repeating: "b", count: 500)).utf8)
        let rows = rows(line, 50..<51)
        #expect(rows.source == String(repeating: "a", count: 50) + "X" + String(repeating: "b", count: 69) + "…")
        #expect(marked(rows) == "X")
    }

    @Test func aPlaceNearTheEndKeepsTheEnd() {
        let line = Array((String(repeating: "a", count: 500) + "XY" + "bbb").utf8)
        let rows = rows(line, 500..<502)
        #expect(rows.source == "…" + String(repeating: "a", count: 115) + "XYbbb")
        #expect(marked(rows) == "XY")
    }

    @Test(arguments: [1_000, 1_000_000])
    func aPlaceInTheMiddleIsCutAtBothEnds(half: Int) {
        let line = Array((String(repeating: "é", count: half) + "XY" + String(repeating: "é", count: half)).utf8)
        let rows = rows(line, 2 * half..<2 * half + 2)
        #expect(rows.source.count == 122)
        #expect(rows.source.hasPrefix("…é") && rows.source.hasSuffix("é…"))
        #expect(marked(rows) == "XY")
    }

    @Test func wideCharactersAreCutByColumns() {
        let text = String(repeating: "错", count: 200) + "X" + String(repeating: "错", count: 200)
        let rows = rows(Array(text.utf8), 600..<601)
        #expect(DisplayWidth.columns(of: rows.source) <= 122)
        let before = rows.source.prefix { $0 != "X" }
        #expect(rows.marks == String(repeating: " ", count: DisplayWidth.columns(of: String(before))) + "^")
        #expect(before.count > 25)
    }

    @Test func aLongPlaceIsCutItself() {
        let line = Array((String(repeating: "a", count: 300) + String(repeating: "X", count: 5_000)).utf8)
        let rows = rows(line, 300..<5_300)
        #expect(rows.source == "…" + String(repeating: "X", count: 120) + "…")
        #expect(rows.marks == " " + String(repeating: "^", count: 120))
    }

    @Test func placesFarApartHaveALineEach() {
        let text = "A" + String(repeating: "-", count: 1_000) + "B"
        var map = SourceMap()
        let id = map.add(SourceFile(name: "x", bytes: Array(text.utf8)))
        let diagnostic = Diagnostic(
            Samples.remark,
            "m",
            at: .init(SourceSpan(file: id, 1001..<1002), "second"),
            secondary: [.init(SourceSpan(file: id, 0..<1), "first")]
        )
        let lines = FullRenderer().render([diagnostic], in: map).split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines[3].hasPrefix("1 | A-") && lines[4] == "  | - first")
        #expect(lines[5].hasPrefix("1 | …-") && lines[5].hasSuffix("-B") && lines[6].hasSuffix(" ^ second"))
    }

    @Test func bytesThatAreNotTextDoNotHang() {
        let line = [UInt8](repeating: 0x80, count: 5_000)
        #expect(rows(line, 2_500..<2_501).source.contains(#"\x80"#))
    }
}
