import Diagnostics
import Testing

@Suite struct SourceFileTests {
    @Test func positionsCountScalarsFromOne() {
        let file = SourceFile(name: "x", bytes: Array("aé😀b\r\n错c".utf8))
        #expect(file.position(of: 0) == .init(line: 1, column: 1))
        #expect(file.position(of: 7) == .init(line: 1, column: 4))
        #expect(file.position(of: 10) == .init(line: 2, column: 1))
        #expect(file.position(of: 13) == .init(line: 2, column: 2))
        #expect(file.position(of: 99) == .init(line: 2, column: 3))
        #expect(file.text(in: file.lineRange(containing: 3)) == "aé😀b")
    }

    @Test func aByteOrderMarkIsNoColumn() {
        let file = SourceFile(name: "x", bytes: SourceFile.byteOrderMark + Array("ab".utf8))
        #expect(file.position(of: 3) == .init(line: 1, column: 1))
        #expect(file.position(of: 4) == .init(line: 1, column: 2))
    }

    @Test(arguments: [
        ("acuracy", "accuracy"), ("recal", "recall"), ("Accuracy", "accuracy"), ("virginca", "virginica"),
        ("fl", "f1"),
    ])
    func suggestionsAreNear(word: String, expected: String) {
        #expect(Suggestion.nearest(to: word, among: ["recall", "accuracy", "virginica", "f1"]) == expected)
    }

    @Test func nothingNearIsNoSuggestion() {
        #expect(Suggestion.nearest(to: "banana", among: ["recall", "accuracy"]) == nil)
    }
}
