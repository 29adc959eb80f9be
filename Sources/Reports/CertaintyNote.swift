import Execution
import Plan
import Statistics

/// Says of a requirement that holds by its value that its interval does not: the gate passes, since the plan asks for the
/// value, and what was observed does not show more than that.
struct CertaintyNote {
    let text: String

    /// Nil where there is nothing to say, and where a condition is not one share against one number.
    init?(_ gate: GateRecord) {
        guard gate.verdict == .pass, gate.comparisons.count == 1, let comparison = gate.comparisons.first,
            comparison.evidence == nil, comparison.readings.count == 1, let reading = comparison.readings.first,
            let successes = reading.successes, let trials = reading.trials,
            let interval = WilsonInterval(successes: successes, trials: trials),
            let limit = Limit(comparison, of: reading, in: gate.text), !limit.isCleared(by: interval)
        else { return nil }
        let needed = limit.fewestTrials
        let isHopeless = needed.map { trials < $0 } ?? false
        let reach =
            limit.isLower
            ? "down to \(MessageText.decimals(interval.lower, 3))" : "up to \(MessageText.decimals(interval.upper, 3))"
        let observations = "\(trials) observation\(trials == 1 ? "" : "s")"
        var words = "\(observations) \(isHopeless ? "cannot" : "do not") certify `\(gate.text.printable)`"
        words += ": the 95% interval reaches \(reach)"
        if isHopeless, let needed { words += ", and it takes \(needed) at least" }
        text = words
    }
}

/// The number that a share is compared with.
private struct Limit {
    let number: Double
    /// Whether the share is to lie above it.
    let isLower: Bool
    private let isStrict: Bool

    /// Nil where neither side is the metric as it stands, or the relation has no side to be on.
    init?(_ comparison: ComparisonRecord, of reading: Reading, in text: String) {
        guard let left = comparison.left, let right = comparison.right,
            comparison.relation.holds(left, right)
        else { return nil }
        let relation = comparison.relation
        let isOnLeft = text.hasPrefix("\(reading.metric) \(relation.rawValue) ")
        guard isOnLeft || text.hasSuffix(" \(relation.rawValue) \(reading.metric)") else { return nil }
        switch relation {
        case .less, .lessOrEqual: isLower = !isOnLeft
        case .greater, .greaterOrEqual: isLower = isOnLeft
        case .equal, .notEqual: return nil
        }
        isStrict = relation == .less || relation == .greater
        number = isOnLeft ? right : left
    }

    func isCleared(by interval: WilsonInterval) -> Bool {
        let bound = isLower ? interval.lower : interval.upper
        let relation: Comparison.Relation =
            isLower ? (isStrict ? .greater : .greaterOrEqual) : (isStrict ? .less : .lessOrEqual)
        return relation.holds(bound, number)
    }

    /// How many observations clear it where every one of them is as good as can be; nil where a million do not.
    var fewestTrials: Int? {
        func clears(_ trials: Int) -> Bool {
            WilsonInterval(successes: isLower ? trials : 0, trials: trials).map(isCleared) ?? false
        }
        var (tooFew, enough) = (0, 1_000_000)
        guard clears(enough) else { return nil }
        while enough - tooFew > 1 {
            let middle = (tooFew + enough) / 2
            if clears(middle) { enough = middle } else { tooFew = middle }
        }
        return enough
    }
}
