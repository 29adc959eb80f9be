import JSON
import Plan

/// Shares in requests and answers: `1%`, `0.01%`, or `1/3` where no percentage is exact.
enum ShareText {
    /// Nil where the value is no share from 0 to 1.
    static func share(_ value: JSONValue) -> Rational? {
        let share: Rational?
        switch value {
        case .integer, .number: share = Rational(decimal: value.text)
        case .string(let text) where text.hasSuffix("%"):
            share = Rational(decimal: text.dropLast())?.divided(by: 100)
        case .string(let text):
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            if parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) {
                share = Rational(numerator, denominator)
            } else {
                share = Rational(decimal: text)
            }
        default: share = nil
        }
        guard let share, share >= .zero, share <= .one else { return nil }
        return share
    }
}
