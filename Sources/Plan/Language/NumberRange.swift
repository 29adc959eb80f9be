/// Which decimal numbers a value may be.
package struct NumberRange: Hashable, Sendable {
    /// The least number, or nil where there is none.
    package let lower: Double?
    /// Whether the number has to be more than `lower`.
    package let isLowerExcluded: Bool
    /// The greatest number, or nil where there is none.
    package let upper: Double?

    /// Every finite number.
    package static let any = NumberRange(lower: nil, isLowerExcluded: false, upper: nil)

    package static func atLeast(_ lower: Double, atMost upper: Double? = nil) -> NumberRange {
        NumberRange(lower: lower, isLowerExcluded: false, upper: upper)
    }

    package static func moreThan(_ lower: Double, atMost upper: Double? = nil) -> NumberRange {
        NumberRange(lower: lower, isLowerExcluded: true, upper: upper)
    }

    package func contains(_ number: Double) -> Bool {
        if let lower, isLowerExcluded ? number <= lower : number < lower { return false }
        if let upper, number > upper { return false }
        return number.isFinite
    }

    /// The range as the end of "it must be", such as "more than 0 and at most 1"; nil where every number is in it.
    package var words: String? {
        let parts = [
            lower.map { (isLowerExcluded ? "more than " : "at least ") + Self.text($0) },
            upper.map { "at most " + Self.text($0) },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }

    private static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? String(number) }
}
