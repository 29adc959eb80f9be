import Diagnostics

/// Guesses what mistyped words were meant to be, as often as a reader can use.
///
/// A guess costs time in proportion to the candidates, and nobody reads the thousandth; with a bound on both, a plan of
/// any size is compiled in time proportional to it.
struct Speller {
    private static let mostCandidates = 1000
    private var remaining = 200

    /// The candidate nearest to the word, or nil where none is near.
    mutating func nearest(to word: String, among candidates: [String]) -> String? {
        guard remaining > 0, candidates.count <= Self.mostCandidates else { return nil }
        remaining -= 1
        return Suggestion.nearest(to: word, among: candidates)
    }

    /// The same where a word may as well be the beginning of a candidate, which is then nearer than any.
    mutating func meant(by word: String, among candidates: [String]) -> String? {
        guard remaining > 0, candidates.count <= Self.mostCandidates else { return nil }
        remaining -= 1
        return Suggestion.meant(by: word, among: candidates)
    }

    /// The help line for a mistyped word: the nearest candidate, else all that there are, after `introduction`.
    ///
    /// - Parameter all: Those that there are, where some of them cannot be meant.
    mutating func help(
        for word: String,
        among candidates: [String],
        _ introduction: String,
        listing all: [String]? = nil
    ) -> [String] {
        if let nearest = meant(by: word, among: candidates) { return ["did you mean `\(nearest)`?"] }
        let listed = all ?? candidates
        return listed.isEmpty ? [] : ["\(introduction) \(listed.quotedList)"]
    }
}

extension [String] {
    /// The words in backticks with commas between, the first twelve of them.
    var quotedList: String {
        prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (count > 12 ? " and \(count - 12) more" : "")
    }

    /// The elements in backticks as a sentence lists them.
    var joinedList: String { joinedList(by: "and") }

    func joinedList(by word: String) -> String {
        let quoted = map { "`\($0)`" }
        return quoted.count < 2
            ? quoted.joined() : quoted.dropLast().joined(separator: ", ") + " \(word) " + quoted.suffix(1).joined()
    }
}
