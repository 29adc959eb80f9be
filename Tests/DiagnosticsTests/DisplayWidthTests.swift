import Diagnostics
import Testing

/// The widths that the Python package wcwidth 0.2.13 (`wcswidth`) gives.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("a", 1), ("错", 2), ("Ａ", 2), ("ｱ", 1), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("👍🏽", 2), ("👩‍💻", 2), ("⚠️", 2),
        ("⚠", 1), ("한", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("🇩🇪", 2), ("क्षि", 2), ("\u{ad}", 0), ("\u{200b}", 0),
        ("—", 1), ("…", 1), ("性能下降，请检查模型", 20), ("☺", 1), ("①", 1), ("ทดสอบ", 5), ("", 0), ("\u{1100}", 2),
        ("\u{10FF}", 1), ("\u{3FFFD}", 2), ("\u{3FFFE}", 1),
    ])
    func widthsAreThoseOfWcwidth(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("plain é 错 😀", "plain é 错 😀"), ("a\u{1b}[2Jb", #"a\u{1b}[2Jb"#), ("\r\n", #"\u{d}\u{a}"#),
        ("a\u{a0}b\u{200b}c", #"a\u{a0}b\u{200b}c"#), ("👩\u{200d}🔬", "👩\u{200d}🔬"),
        ("\u{7f}\u{85}\u{2028}\u{202e}\u{2066}\u{0}", #"\u{7f}\u{85}\u{2028}\u{202e}\u{2066}\u{0}"#),
    ])
    func onlyHarmfulCharactersAreEscaped(text: String, expected: String) {
        #expect(PrintableText.escaping(text) == expected)
    }
}
