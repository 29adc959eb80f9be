import Diagnostics
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("sampels", ["samples", "for", "every"], "samples"),
        // Both are one change away, so the word can mean either.
        ("fro", ["for", "from"], nil), ("recal", ["recall", "recap"], nil),
        // So little is right that any short word would do.
        ("or", ["for"], nil), ("zzz", ["for"], nil), ("for", ["for"], nil), ("", ["a"], nil),
    ])
    func onlyAClearWordCanBePutInTheOthersPlace(word: String, candidates: [String], meant: String?) {
        #expect(Suggestion.clear(for: word, among: candidates) == meant)
        #expect(Suggestion.clear(for: word, among: candidates.reversed()) == meant)
    }

    @Test func amongEquallyNearWordsTheFirstIsSuggested() {
        #expect(Suggestion.nearest(to: "fro", among: ["from", "for"]) == "for")
        #expect(Suggestion.nearest(to: "fro", among: ["for", "from"]) == "for")
    }
}
