/// A comment of the source, with what its place says about what it belongs to.
struct Comment: Hashable {
    /// Where its `#` stands.
    let offset: Int
    /// From `#` to the end of the line, without trailing blanks.
    let text: String
    /// Whether nothing but blanks stands before it on its line.
    let isOwnLine: Bool
    /// How many columns of a terminal stand before it.
    let column: Int
    /// Whether the line before it is blank.
    let followsBlankLine: Bool
}
