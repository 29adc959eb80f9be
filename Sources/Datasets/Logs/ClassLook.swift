/// What people see of a class's name.
enum ClassLook {
    /// The name with its words a blank apart, and a whole number without the point and the noughts behind it. Equality
    /// of strings sees through the encodings of an accent.
    static func look(of name: String) -> String {
        let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // A column of whole numbers with a gap is written as `1.0` by programs that have no gaps in whole numbers.
        guard words.hasSuffix(".0"), let number = Int(words.dropLast(2)) else { return words }
        return String(number)
    }
}
