import JSON
import Plan

/// What a fact of an outlook comes to; nil where it is not known, or there is none.
enum FactValue: Sendable, Hashable {
    /// A share of all units.
    case share(Double)
    case time(Duration?)
    case count(Int?)
    case words(String?)

    var text: String {
        switch self {
        case .share(let share): Rational(Int((share * 1e8).rounded()), 100_000_000)?.percentText ?? "\(share)"
        case .time(let time): time?.planText ?? "never"
        case .count(let count): count.map { "\($0)" } ?? "not known"
        case .words(let words): words ?? "nobody"
        }
    }

    /// Times are in seconds.
    var json: JSONValue {
        switch self {
        case .share(let share): .number(share)
        case .time(let time): time.map { .number($0.seconds) } ?? .null
        case .count(let count): count.map(JSONValue.integer) ?? .null
        case .words(let words): words.map(JSONValue.string) ?? .null
        }
    }

    /// Whether the other value is more; nil where that cannot be told.
    func isLess(than other: FactValue) -> Bool? {
        switch (self, other) {
        case (.share(let one), .share(let two)): one < two
        case (.time(let one), .time(let two)):
            // Never is later than any time.
            if let one, let two { one < two } else { two == nil }
        case (.count(let one?), .count(let two?)): one < two
        // Somebody who must agree is more than nobody; of others it cannot be told.
        case (.words(nil), .words): true
        case (.words, .words(nil)): false
        default: nil
        }
    }
}
