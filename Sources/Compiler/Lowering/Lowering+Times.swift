import Diagnostics
import Plan
import PlanSyntax

// Lengths of time and rates, each one token with its unit.

extension Lowering {
    /// No single time of a plan is longer: ten years, so that sums of times stay far from the 292 years that count in
    /// nanoseconds.
    static let longestDuration = Duration.seconds(3650 * 86_400)

    /// A length of time, longer than nothing.
    mutating func duration(_ node: SyntaxNode) -> Located<Duration>? {
        guard let text = scalar(node, "a duration") else { return nil }
        guard node.coreType == .string, let duration = Duration(planText: text) else {
            report(.badQuantity, "`\(text)` is not a duration", at: node.span, help: [Self.durationHelp(text)])
            return nil
        }
        guard duration > .zero else {
            report(.outOfRange, "a duration must be longer than nothing", at: node.span)
            return nil
        }
        guard duration <= Self.longestDuration else {
            let longest = Self.longestDuration.planText
            report(.outOfRange, "`\(text)` is too long", at: node.span, help: ["a duration is at most `\(longest)`"])
            return nil
        }
        return Located(duration, at: node.span)
    }

    private static func durationHelp(_ text: String) -> String {
        if text.hasPrefix("-") { return "a duration cannot be negative" }
        if Rational(decimal: text) != nil { return "give it a unit: `\(text)s`, `\(text)m` or `\(text)h`" }
        let squeezed = String(text.filter { $0 != " " })
        if squeezed != text, Duration(planText: squeezed) != nil { return "write it without a space: `\(squeezed)`" }
        let number = squeezed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        if let unit = commonUnits[squeezed.dropFirst(number.count).lowercased()],
            Duration(planText: number + unit) != nil
        {
            return "did you mean `\(number)\(unit)`?"
        }
        return "write a duration as `250ms`, `30m`, `1h30m` or `7d`, its units from long to short"
    }

    /// Units as people write them elsewhere.
    private static let commonUnits = [
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m",
        "minutes": "m", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "w",
        "weeks": "w", "s": "s", "m": "m", "h": "h", "d": "d", "µs": "us",
    ]

    /// How often something happens, more often than never.
    mutating func rate(_ node: SyntaxNode) -> Located<Rate>? {
        guard let text = scalar(node, "a rate") else { return nil }
        guard node.coreType == .string, let rate = Rate(planText: text) else {
            report(.badQuantity, "`\(text)` is not a rate", at: node.span, help: [Self.rateHelp(text)])
            return nil
        }
        guard rate.perSecond > .zero else {
            report(.outOfRange, "a rate must be more than nothing", at: node.span)
            return nil
        }
        return Located(rate, at: node.span)
    }

    private static func rateHelp(_ text: String) -> String {
        if text.hasPrefix("-") { return "a rate cannot be negative" }
        if Rational(decimal: text) != nil { return "give it a unit: `\(text)/s`" }
        let squeezed = String(text.filter { $0 != " " })
        if squeezed != text, Rate(planText: squeezed) != nil { return "write it without a space: `\(squeezed)`" }
        return "write a rate as `20/s`, `12/m` or `500/h`"
    }
}
