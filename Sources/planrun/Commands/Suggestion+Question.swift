import Diagnostics

extension Suggestion {
    /// The question to end a message about a mistyped word with, or nothing where no candidate is near.
    static func question(for word: String, among candidates: some Sequence<String>) -> String {
        nearest(to: word, among: candidates).map { "; did you mean `\($0)`?" } ?? ""
    }
}
