/// What programs write in place of a number that is missing.
enum MissingWords {
    private static let words: Set<String> = ["na", "n/a", "nan", "null", "none", "nil", "?", "-", "."]
    private static let mostBytes = words.reduce(0) { max($0, $1.utf8.count) }

    /// Whether these bytes are such a word, in capitals or not.
    static func contains(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count <= mostBytes && words.contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }
}
