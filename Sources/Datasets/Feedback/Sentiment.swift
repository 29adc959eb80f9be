/// Whether words praise or blame, for feedback that neither a keyword, nor a rating, nor a thumb speaks for.
///
/// A sum over the words of a small lexicon, each turned round by a negation before it: in English one of the three words
/// before it in its clause, in Chinese one right before it or with a degree between them (`不是很好`). It is meant for
/// sorting, not for deciding: no metric depends on it.
package enum Sentiment: String, Sendable, Hashable, CaseIterable {
    case negative, neutral, positive

    package init(of text: String) {
        var score = 0
        // A word of an alphabet, or a run of characters written without spaces between words.
        var reader = SentimentReader()
        for character in text { score += reader.take(character) }
        score += reader.finish()
        self = score < 0 ? .negative : score > 0 ? .positive : .neutral
    }
}

/// Cuts a text into words and runs of unspaced characters, and scores them as they end.
private struct SentimentReader {
    private var word = ""
    private var run: [Character] = []
    /// How many more words the last negator turns round.
    private var negated = 0

    private static let reach = 3
    /// The length of the longest Chinese entry.
    private static let longest = 5

    /// Takes the next character and gives the score of what ended before it.
    mutating func take(_ character: Character) -> Int {
        if Script.isWordCharacter(character) || (Self.isApostrophe(character) && !word.isEmpty) {
            let score = endRun()
            word.append(Self.isApostrophe(character) ? "'" : character)
            return score
        }
        if Script.isWrittenWithoutSpaces(character) {
            let score = endWord()
            run.append(character)
            return score
        }
        let score = endWord() + endRun()
        if Self.endsClause(character) { negated = 0 }
        return score + Self.score(picture: character)
    }

    mutating func finish() -> Int { endWord() + endRun() }

    private static func isApostrophe(_ character: Character) -> Bool { character == "'" || character == "’" }

    private static func endsClause(_ character: Character) -> Bool { ".,;:!?\n，。；：！？、".contains(character) }

    private static func score(picture: Character) -> Int {
        if SentimentLexicon.positivePictures.contains(picture) { return 1 }
        return SentimentLexicon.negativePictures.contains(picture) ? -1 : 0
    }

    private mutating func endWord() -> Int {
        guard !word.isEmpty else { return 0 }
        let lower = word.lowercased()
        word = ""
        if SentimentLexicon.negators.contains(lower) {
            negated = Self.reach
            return 0
        }
        if SentimentLexicon.breaks.contains(lower) { negated = 0 }
        let sign = negated > 0 ? -1 : 1
        negated = max(0, negated - 1)
        if SentimentLexicon.positive.contains(lower) { return sign }
        return SentimentLexicon.negative.contains(lower) ? -sign : 0
    }

    /// Walks over the run, at each place taking the longest entry of the lexicon.
    private mutating func endRun() -> Int {
        defer { run.removeAll(keepingCapacity: true) }
        var score = 0
        var isNegated = false
        var place = 0
        while place < run.count {
            let (length, kind) = entry(at: place)
            switch kind {
            case .positive: score += isNegated ? -1 : 1
            case .negative: score += isNegated ? 1 : -1
            case .negator, .degree, .none: break
            }
            switch kind {
            case .negator: isNegated = true
            case .degree: break
            case .positive, .negative, .none: isNegated = false
            }
            place += length
        }
        return score
    }

    private enum Kind {
        case positive, negative, negator, degree, none
    }

    private func entry(at place: Int) -> (length: Int, kind: Kind) {
        for length in stride(from: min(Self.longest, run.count - place), through: 1, by: -1) {
            let text = String(run[place..<place + length])
            if SentimentLexicon.positiveChinese.contains(text) { return (length, .positive) }
            if SentimentLexicon.negativeChinese.contains(text) { return (length, .negative) }
            if SentimentLexicon.negatorsChinese.contains(text) { return (length, .negator) }
            if SentimentLexicon.degreesChinese.contains(text) { return (length, .degree) }
        }
        return (1, .none)
    }
}
