import Execution
import Plan

/// Another limit of a comparison, in words: "a limit of 0.8321 or less", "a limit lower by 0.0227 or more".
struct LimitWords {
    let text: String
    /// The limit itself; nil where it is made from a reading of the baseline, which is another in each segment.
    let limit: Double?

    init?(_ turn: LimitTurn, in gate: ExplainedGate) {
        guard gate.record.comparisons.indices.contains(turn.comparison) else { return nil }
        let comparison = gate.record.comparisons[turn.comparison]
        let type = comparison.readings.first?.type ?? .score
        let margin = Margin(comparison, at: turn.comparison, in: gate)
        let isRight = margin?.isLimitRight ?? true
        let rise = isRight ? turn.turningRise : -turn.turningRise
        let isHigher = rise > 0
        let exact = isRight ? turn.rise : -turn.rise
        limit = margin.map { $0.limit + exact }
        if let margin, !comparison.readings.contains(where: { $0.model == .baseline }) {
            let shown = Self.text(margin.limit + rise, type, isRoundedUp: isHigher)
            text = "a limit of \(shown) or \(isHigher ? "more" : "less")"
        } else {
            let shown = Self.text(abs(rise), type, isRoundedUp: true)
            text = "a limit \(isHigher ? "higher" : "lower") by \(shown) or more"
        }
    }

    /// The number to the last place that is shown, away from the limit that there is: what is shown has the effect, too.
    private static func text(_ value: Double, _ type: ValueType, isRoundedUp: Bool) -> String {
        let step: Double =
            switch type {
            case .fraction, .score, .text, .boolean: 1e-4
            case .count: value == value.rounded() ? 1 : 0.1
            case .rate: 1e-2
            case .duration:
                switch abs(value) {
                case ..<1e-6: 1e-9
                case ..<1e-3: 1e-7
                case ..<1: 1e-4
                default: 1e-2
                }
            }
        let places = value / step
        guard abs(places) < 1e15 else { return MessageText.value(value, type) }
        let rounded = isRoundedUp ? (places - 1e-9).rounded(.up) : (places + 1e-9).rounded(.down)
        return MessageText.value(rounded * step, type)
    }
}
