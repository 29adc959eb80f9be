import Datasets
import Testing

@Suite struct FeedbackSorterTests {
    /// The names of the categories of a text, by the example plan's keywords and some harder ones.
    private func categories(_ text: String) -> [String] {
        let sorter = FeedbackSorter([
            .init(name: "wrong", keywords: ["wrong", "错误", "不准", "Größe", "not  right", ""]),
            .init(name: "slow", keywords: ["slow", "timeout", "慢", "느려", "C++", "遅い", "ช้า"]),
            .init(name: "praise", keywords: ["great", "很好", "👍", "café", "İyi", "ok 👌"]),
        ])
        return sorter.categories(of: text).map { sorter.categories[$0].name }
    }

    @Test(arguments: [
        ("it was slow", ["slow"]), ("Slow!", ["slow"]), ("SLOW,wrong", ["wrong", "slow"]), ("slowly", []),
        ("tooslow", []),
        ("slow2", []), ("so-slow-ly", ["slow"]), ("slow_er", ["slow"]), ("wrongwrong wrong", ["wrong"]), ("", []),
        ("slo\u{301}w", []), ("slow\u{301}", []),
    ])
    func wordsMatchWhole(text: String, expected: [String]) { #expect(categories(text) == expected) }

    @Test(arguments: [
        ("这个结果错误很多", ["wrong"]), ("太慢了，不准", ["wrong", "slow"]), ("很好!", ["praise"]), ("너무느려요", ["slow"]),
        ("すごく遅いです", ["slow"]), ("错 误", []), ("เว็บช้ามาก", ["slow"]), ("服务slow死了", ["slow"]), ("慢slower", ["slow"]),
    ])
    func scriptsWithoutSpacesMatchAnywhere(text: String, expected: [String]) { #expect(categories(text) == expected) }

    @Test(arguments: [
        ("GRÖSSE", []), ("GRÖßE", ["wrong"]), ("gro\u{308}ße", ["wrong"]), ("that is NOT right.", ["wrong"]),
        ("not\n\t right", ["wrong"]), ("not rightly", []), ("not quite right", []), ("cafe\u{301}s", []),
        ("CAFE\u{301}", ["praise"]), ("iyi", ["praise"]), ("nice👍👍", ["praise"]), ("c++17", ["slow"]), ("xc++", []),
        ("ok 👌", ["praise"]),
    ])
    func caseAccentsAndSpacesDoNotMatter(text: String, expected: [String]) { #expect(categories(text) == expected) }
}
