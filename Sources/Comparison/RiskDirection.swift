import JSON

/// What a change of a value does to the risk of a release, where that can be told from the value alone.
enum RiskDirection {
    /// The effect of a change at a place.
    static func effect(of path: [String], from old: JSONValue, to new: JSONValue) -> Change.Effect {
        guard let section = path.first, let name = path.last else { return .none }
        if section == "stages", path.contains("approve"), name == "all", case .bool(let isAll) = new {
            return isAll ? .lessRisk : .moreRisk
        }
        if name == "exclude_author", case .bool(let isExcluded) = new { return isExcluded ? .lessRisk : .moreRisk }
        // What takes a candidate back does so later, the more it must have seen.
        let takesBack = section == "alerts" || path.contains("rollback_if")
        if name == "min_samples", takesBack, let change = difference(old, new) {
            return change > 0 ? .moreRisk : .lessRisk
        }
        let place = "\(section).\(name)"
        if let isRiskierWhenLarger = numbers[place], let change = difference(old, new) {
            return (change > 0) == isRiskierWhenLarger ? .moreRisk : .lessRisk
        }
        if let before = old.string, let after = new.string, let from = cautious[before], let to = cautious[after],
            words.contains(name), from != to
        {
            // What takes a candidate back does so later, the surer it must be.
            let isLater = name == "evidence" && path.contains("rollback_if")
            return (to > from) != isLater ? .lessRisk : .moreRisk
        }
        return .none
    }

    /// The effect of adding what stands at a place; removing it has the opposite one.
    static func effect(ofAdding path: [String]) -> Change.Effect {
        switch path.first {
        // One more who may agree.
        case "stages" where path.contains("approve") && path.last == "people": .moreRisk
        // Some people keep the candidate for longer.
        case "stages" where path.count >= 3 && path[2] == "rollback": path.count == 3 ? .moreRisk : .none
        case "stages", "alerts": path.count == 2 || path.count == 3 && guards.contains(path[2]) ? .lessRisk : .none
        case "changes":
            // A day more is a day more on which people may get the candidate; all else leaves fewer times.
            path.last == "days" ? .moreRisk : path.count == 1 || path.last == "freeze" ? .lessRisk : .none
        // A candidate that was taken back comes again.
        case "retry": path.count == 1 ? .moreRisk : .none
        case "risk": path.count <= 2 ? .lessRisk : .none
        default: .none
        }
    }

    static func opposite(_ effect: Change.Effect) -> Change.Effect {
        switch effect {
        case .moreRisk: .lessRisk
        case .lessRisk: .moreRisk
        case .none: .none
        }
    }

    /// Whether more of it is more risk: more units, later notice, fewer samples.
    private static let numbers: [String: Bool] = [
        "stages.fraction": true, "stages.for": false, "stages.every": true, "stages.samples": false,
        "stages.within": true, "stages.warm_up": true, "stages.hold_for": true, "stages.failures": true,
        "stages.min_samples": false, "stages.quorum": false,
        "stages.pause": true, "retry.after": false, "retry.times": true,
        // Evidence that may be wrong more often promotes sooner, and rolls back sooner.
        "evidence.release_error": true, "evidence.rollback_error": false,
        "risk.failures": true, "risk.min_samples": false, "alerts.for": true, "alerts.repeat_every": true,
    ]

    /// Members that hold what is done or how sure it must be.
    private static let words: Set<String> = [
        "then", "otherwise", "no_data", "on_error", "evidence", "severity", "independent", "if_rejected", "if_expired",
    ]

    /// Those words, the more cautious the larger.
    private static let cautious: [String: Int] = [
        "ignore": 0, "none": 0, "warn": 1, "notify": 1, "promote": 0, "hold": 2, "step_back": 3, "retrain": 4,
        "stop": 5,
        "rollback": 5, "point": 0, "interval": 1, "sequential": 2, "info": 0, "warning": 1, "critical": 3,
        "requests": 0, "units": 1,
    ]

    /// Lists whose every item is one more thing that can stop a release.
    private static let guards: Set<String> = ["promote_if", "rollback_if", "notify", "approve"]

    private static func difference(_ old: JSONValue, _ new: JSONValue) -> Double? {
        guard let before = number(old), let after = number(new), before != after else { return nil }
        return after - before
    }

    /// A number, or a ratio written `1/20`.
    static func number(_ value: JSONValue) -> Double? {
        if let number = value.number { return number }
        let parts = (value.string ?? "").split(separator: "/").map { Double($0) }
        guard parts.count == 2, let above = parts[0], let below = parts[1], below != 0 else { return nil }
        return above / below
    }
}
