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

    @Test func aLetterIsLikeNoOtherButItself() {
        #expect(Suggestion.nearest(to: "X", among: ["D", "ab"]) == nil)
        #expect(Suggestion.nearest(to: "d", among: ["D"]) == "D")
        #expect(Suggestion.nearest(to: "n", among: ["no", "y"]) == "no")
    }

    @Test func amongEquallyNearWordsTheFirstIsSuggested() {
        #expect(Suggestion.nearest(to: "fro", among: ["from", "for"]) == "for")
        #expect(Suggestion.nearest(to: "fro", among: ["for", "from"]) == "for")
    }

    /// A beginning is more like the word that it is one of than like another of its length.
    @Test func aWordThatIsBegunIsTheShortestThatGoesOn() {
        let metrics = ["mcc", "accuracy", "accuracy_of_all", "recall"]
        #expect(Suggestion.meant(by: "acc", among: metrics) == "accuracy")
        #expect(Suggestion.meant(by: "ACC", among: metrics) == "accuracy")
        #expect(Suggestion.meant(by: "ac", among: metrics) == nil)
        #expect(Suggestion.meant(by: "recal", among: metrics) == "recall")
        #expect(Suggestion.meant(by: "mmc", among: metrics) == "mcc")
        // It may be another word, so nobody puts one in its place.
        #expect(Suggestion.clear(for: "acc", among: metrics) == nil)
    }
}
