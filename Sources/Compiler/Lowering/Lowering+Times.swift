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
        guard isText(node, "a duration") else { return nil }
        guard let duration = Self.duration(of: node) else {
            let text = node.text
            report(
                .badQuantity,
                "\(Self.shown(node)) is not a duration",
                at: node.span,
                help: [QuantityHelp.duration(text)],
                fix: text == text.lowercased() ? QuantityHelp.respelledDuration(text).flatMap(node.replacing) : nil
            )
            return nil
        }
        guard duration > .zero else {
            report(.outOfRange, "a duration must be longer than nothing", at: node.span)
            return nil
        }
        guard duration <= Self.longestDuration else {
            let longest = Self.longestDuration.planText
            report(
                .outOfRange,
                "\(Self.shown(node)) is too long",
                at: node.span,
                help: ["a duration is at most `\(longest)`"]
            )
            return nil
        }
        return .duration(duration, at: node.span)
    }

    /// The length of time that a scalar says, read from its bytes where that is a number with one unit.
    private static func duration(of node: SyntaxNode) -> Duration? {
        guard case .string = node.coreType else { return nil }
        var duration: Duration?
        node.withText { duration = Duration(wholeUnits: $0) }
        return duration ?? Duration(planText: node.text)
    }

    /// How often something happens, more often than never.
    mutating func rate(_ node: SyntaxNode) -> Located<Rate>? {
        guard let text = scalar(node, "a rate") else { return nil }
        guard node.coreType == .string, let rate = Rate(planText: text) else {
            report(
                .badQuantity,
                "\(Self.shown(node)) is not a rate",
                at: node.span,
                help: [QuantityHelp.rate(text)],
                fix: QuantityHelp.squeezedRate(text).flatMap(node.replacing)
            )
            return nil
        }
        guard rate.perSecond > .zero else {
            report(.outOfRange, "a rate must be more than nothing", at: node.span)
            return nil
        }
        return Located(rate, at: node.span)
    }
}
