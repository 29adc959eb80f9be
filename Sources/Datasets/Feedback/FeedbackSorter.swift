/// Sorts feedback into categories by the words in it.
///
/// An entry belongs to every category one of whose keywords or phrases stands in its text, whatever the case. A keyword
/// matches whole words (`slow` is not in `slowly`), unless it is of a script written without spaces, such as Chinese,
/// whose characters also end a word beside them.
package struct FeedbackSorter: Sendable {
    package struct Category: Hashable, Sendable {
        package let name: String
        package let keywords: [String]

        package init(name: String, keywords: [String]) {
            self.name = name
            self.keywords = keywords
        }
    }

    private struct Keyword {
        let characters: [Character]
        let category: Int
        /// Whether no letter or digit may stand before it, or after it.
        let needsStart: Bool
        let needsEnd: Bool
    }

    package let categories: [Category]
    /// The keywords by their first character.
    private let keywords: [Character: [Keyword]]

    package init(_ categories: [Category]) {
        self.categories = categories
        var keywords: [Character: [Keyword]] = [:]
        for (index, category) in categories.enumerated() {
            for text in category.keywords {
                let characters = Self.folded(text)
                guard let first = characters.first, let last = characters.last else { continue }
                let isWhole = !characters.contains(where: Script.isWrittenWithoutSpaces)
                let keyword = Keyword(
                    characters: characters,
                    category: index,
                    needsStart: isWhole && Script.isWordCharacter(first),
                    needsEnd: isWhole && Script.isWordCharacter(last)
                )
                keywords[first, default: []].append(keyword)
            }
        }
        self.keywords = keywords
    }

    /// The categories of a text, as ascending indices of `categories`.
    package func categories(of text: String) -> [Int] {
        let characters = Self.folded(text)
        var found: Set<Int> = []
        for (place, character) in characters.enumerated() {
            for keyword in keywords[character] ?? [] where !found.contains(keyword.category) {
                if matches(keyword, characters, at: place) { found.insert(keyword.category) }
            }
        }
        return found.sorted()
    }

    private func matches(_ keyword: Keyword, _ text: [Character], at place: Int) -> Bool {
        let end = place + keyword.characters.count
        guard end <= text.count, text[place..<end].elementsEqual(keyword.characters) else { return false }
        if keyword.needsStart, place > 0, Script.isWordCharacter(text[place - 1]) { return false }
        if keyword.needsEnd, end < text.count, Script.isWordCharacter(text[end]) { return false }
        return true
    }

    /// The text in lower case, with each stretch of white space as one space and none at the ends.
    ///
    /// Characters compare by canonical equivalence, so the encoding of an accent does not matter.
    private static func folded(_ text: String) -> [Character] {
        var lower = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            // The first scalar is Unicode's simple mapping; only `İ` has a second one.
            lower.append(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
        }
        return Array(String(lower).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}
