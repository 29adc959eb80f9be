/// Finds the word that a mistyped one was meant to be.
package enum Suggestion {
    /// The candidate nearest to `word` by the Damerau-Levenshtein distance (optimal string alignment, with case folded),
    /// or nil where none is within a third of the word's length. Of several that are equally near, the first by its text.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        nearest(word, candidates)?.candidate
    }

    /// What a reader may have had in mind: the shortest candidate that the word is the beginning of, else the nearest.
    package static func meant(by word: String, among candidates: some Sequence<String>) -> String? {
        let all = Array(candidates)
        return completion(of: word, among: all) ?? nearest(to: word, among: all)
    }

    private static let leastBeginning = 3

    private static func completion(of word: String, among candidates: [String]) -> String? {
        guard word.count >= leastBeginning else { return nil }
        let start = word.lowercased()
        return candidates.filter { $0 != word && $0.lowercased().hasPrefix(start) }
            .min { ($0.count, $0) < ($1.count, $1) }
    }

    /// The nearest candidate where the word can mean no other, so that it may be put in the word's place: nothing else is
    /// as near, and most of the word is right.
    package static func clear(for word: String, among candidates: some Sequence<String>) -> String? {
        let all = Array(candidates)
        guard let best = nearest(word, all), best.isOnly, word.count > 2 else { return nil }
        // What is only begun may be the beginning of another.
        guard completion(of: word, among: all).map({ $0 == best.candidate }) ?? true else { return nil }
        return best.candidate
    }

    /// Whether one letter more, less, other or turned round makes the word of the candidate, whatever their case.
    package static func isOneSlip(_ word: String, from candidate: String) -> Bool {
        distance(word.lowercased(), candidate.lowercased()) <= 1
    }

    private static func nearest(
        _ word: String,
        _ candidates: some Sequence<String>
    ) -> (distance: Int, candidate: String, isOnly: Bool)? {
        let limit = max(1, word.count / 3)
        let letters = word.lowercased()
        var best: (distance: Int, candidate: String, isOnly: Bool)?
        for candidate in candidates where candidate != word {
            let distance = distance(letters, candidate.lowercased())
            // Every letter is one slip from every other.
            guard distance <= limit, word.count > 1 || candidate.lowercased().contains(letters) else { continue }
            guard let known = best, known.distance <= distance else {
                best = (distance, candidate, true)
                continue
            }
            guard known.distance == distance, known.candidate != candidate else { continue }
            best = (distance, min(known.candidate, candidate), false)
        }
        return best
    }

    /// The help line for a mistyped word, or an empty list where nothing is near.
    package static func help(for word: String, among candidates: some Sequence<String>) -> [String] {
        nearest(to: word, among: candidates).map { ["did you mean `\($0)`?"] } ?? []
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        guard a.count <= 64, b.count <= 64 else { return .max }
        var rows = [Array(0...b.count)]
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
