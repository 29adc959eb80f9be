import Diagnostics
import Execution
import Plan

/// The change of an effect: `-2%`, `90%`, `+5ms`.
struct EffectAmount {
    enum Unit: Hashable {
        /// Percentage points of a share.
        case points
        /// Percent of a latency.
        case percent
        case seconds
    }

    /// In percent, or in seconds.
    let amount: Double
    let unit: Unit
    /// Whether it is a change, rather than what there is after it.
    let isSigned: Bool

    init(_ amount: Double, _ unit: Unit, isSigned: Bool) {
        self.amount = amount
        self.unit = unit
        self.isSigned = isSigned
    }

    static func isSigned(_ text: String) -> Bool { text.hasPrefix("+") || text.hasPrefix("-") }

    init(_ text: String, of quantity: AssumedEffect.Quantity, at span: SourceSpan) throws(Diagnostic) {
        func refuse(_ message: String, _ help: String) -> Diagnostic {
            Diagnostic(.effectAmount, message, at: .init(span), help: [help])
        }
        isSigned = Self.isSigned(text)
        let bare = isSigned ? text.dropFirst() : text[...]
        let factor = text.hasPrefix("-") ? -1.0 : 1
        let isLatency = quantity == .latency
        if bare.hasSuffix("%"), let number = Rational(decimal: bare.dropLast()) {
            unit = isLatency ? .percent : .points
            amount = factor * number.value
            if isLatency, !isSigned {
                throw refuse("`\(text)` is no length of time", "write a change with its sign, such as `+\(text)`")
            }
            if amount.magnitude > (isLatency ? 1e6 : 100) {
                throw refuse("`\(text)` is more than can be", "write at most `\(isLatency ? "+1000000%" : "100%")`")
            }
            if isLatency, amount < -100 { throw refuse("`\(text)` is less than nothing", "write at least `-100%`") }
            return
        }
        guard isLatency else {
            let isNumber = Rational(decimal: bare) != nil
            throw refuse(
                "`\(text)` is no share",
                isNumber ? "write `\(text)%`" : "write a change such as `-2%`, or a value such as `90%`"
            )
        }
        guard let duration = Duration(planText: String(bare)) else {
            throw refuse("`\(text)` is no latency", "write `+5ms`, `40ms` or `+20%`")
        }
        unit = .seconds
        amount = factor * duration.seconds
    }

    var change: AssumedEffect.Change {
        switch unit {
        case .points: isSigned ? .by(amount / 100) : .to(amount / 100)
        case .percent: .times(1 + amount / 100)
        case .seconds: isSigned ? .by(amount) : .to(amount)
        }
    }

    /// As it is written, to four decimals.
    var text: String {
        let sign = amount < 0 ? "-" : isSigned && amount > 0 ? "+" : ""
        if unit == .seconds {
            return sign + Duration.nanoseconds(Int64((amount.magnitude * 1e9).rounded())).planText
        }
        var digits = MessageText.decimals(amount.magnitude, 4)
        while digits.hasSuffix("0") { digits.removeLast() }
        if digits.hasSuffix(".") { digits.removeLast() }
        return sign + digits + "%"
    }
}
