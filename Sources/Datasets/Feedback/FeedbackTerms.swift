/// Cuts texts into terms that can be counted.
package enum FeedbackTerms {
    /// The terms of a text, in its order: words of at least two letters in lower case, and of a script written without
    /// spaces, such as Chinese, each pair of neighbouring characters.
    package static func terms(of text: String) -> [String] {
        var terms: [String] = []
        var word = ""
        var run: [Character] = []
        func endWord() {
            if word.count > 1, word.contains(where: \.isLetter) { terms.append(word.lowercased()) }
            word = ""
        }
        func endRun() {
            if run.count == 1 { terms.append(String(run)) }
            for pair in zip(run, run.dropFirst()) { terms.append(String([pair.0, pair.1])) }
            run = []
        }
        for character in text {
            if Script.isWordCharacter(character) || (!word.isEmpty && (character == "'" || character == "’")) {
                endRun()
                word.append(character == "’" ? "'" : character)
            } else if Script.isWrittenWithoutSpaces(character) {
                endWord()
                run.append(character)
            } else {
                endWord()
                endRun()
            }
        }
        endWord()
        endRun()
        return terms
    }
}
