package import JSON
import Plan

extension ReleaseOutlook {
    /// Grows when a member changes its meaning or goes away; new members do not count.
    package static let formatVersion = 1

    /// The outlook as a JSON object, for programs; times are in seconds.
    package var json: JSONValue {
        var object: JSONObject = [
            "format_version": .integer(Self.formatVersion),
            "name": .string(name),
            "unit": .string(unit),
            "attempts": .integer(attempts),
            "shortest_seconds": duration.lowerBound.json,
            "longest_seconds": duration.upperBound.json,
            "fewest_judgements": .integer(judgements.lowerBound),
            "most_judgements": .integer(judgements.upperBound),
        ]
        object["risk"] = risk.map { risk in
            [
                "low_if": .array(risk.conditions.map(JSONValue.string)), "otherwise": .string(risk.otherwise.rawValue),
            ]
        }
        if let changes {
            object["changes"] = .string(changes)
            object["longest_wait_seconds"] = longestWait.json
        }
        object["retry"] = retry.map { ["after_seconds": $0.after.json, "times": .integer($0.times)] }
        object["earliest_withdrawal"] = earliestWithdrawal?.json
        object["largest_exposure"] = largestExposure?.json
        object["stages"] = .array(stages.map(\.json))
        object["evidence"] = (evidence?.gates).map { .array($0.map(\.json)) }
        object["noise"] = (noise?.conditions).map { .array($0.map(\.json)) }
        return .object(object)
    }
}

extension NoiseOutlook.Condition {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["condition": .string(text)]
        switch place {
        case .alert(let name): object["alert"] = .string(name)
        case .stage(let name): object["stage"] = .string(name)
        }
        switch bound {
        case .runLength(let length): object["observations"] = .number(length)
        case .looks(let looks, let chance):
            object["looks"] = .integer(looks)
            object["chance"] = .number(chance)
        }
        return .object(object)
    }
}

extension EvidenceOutlook.Gate {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "condition": .string(condition), "decides": .string(side.rawValue), "method": .string(method.rawValue),
            "error": .number(error),
        ]
        object["stage"] = stage.map(JSONValue.string)
        return .object(object)
    }
}

extension Duration {
    fileprivate var json: JSONValue { .number(seconds) }
}

extension StageOutlook {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name),
            "audience": .string(audience),
            "share": .number(share),
            "shortest_seconds": duration.lowerBound.json,
            "longest_seconds": duration.upperBound.json,
            "fewest_judgements": .integer(judgements.lowerBound),
            "most_judgements": .integer(judgements.upperBound),
        ]
        object["units"] = units.map(JSONValue.integer)
        object["requests_per_second"] = requestsPerSecond.map(JSONValue.number)
        object["approval"] = approval.map(JSONValue.string)
        object["exposure"] = exposure?.json
        object["withdrawn_after_change_seconds"] = delayAfterChange?.json
        object["responses"] = .array(responses.map(\.json))
        return .object(object)
    }
}

extension StageOutlook.Exposure {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "stage": .string(stage), "after_seconds": after.json, "share": .number(share),
        ]
        object["units"] = units.map(JSONValue.integer)
        object["requests"] = requests.map(JSONValue.integer)
        return .object(object)
    }
}

extension StageResponse {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["to": .string(trigger.name)]
        switch trigger {
        case .rollbackIf(let text, let failures), .promoteIf(let text, let failures):
            object["condition"] = .string(text)
            object["failures"] = .integer(failures)
        case .alert(let name): object["alert"] = .string(name)
        case .error(let text): object["condition"] = .string(text)
        case .passed, .deadline, .noData: break
        }
        object["action"] = .string(action.name)
        switch action {
        case .advance(let stage): object["stage"] = .string(stage)
        case .hold(let bound): object["hold_seconds"] = bound.json
        case .stepDown(_, let rests): object["rests_seconds"] = rests.json
        case .release, .rollback, .stepBack, .retrain, .none: break
        }
        object["tells"] = .array(told.map(JSONValue.string))
        object["earliest_seconds"] = earliest.json
        object["withdrawn_after_seconds"] = withdrawnAfter?.json
        object["withdrawn_after_change_seconds"] = withdrawnAfterChange?.json
        return .object(object)
    }
}

extension StageResponse.Trigger {
    /// The word for it.
    fileprivate var name: String {
        switch self {
        case .passed: "passed"
        case .rollbackIf: "rollback_if"
        case .promoteIf: "promote_if"
        case .alert: "alert"
        case .deadline: "deadline"
        case .noData: "no_data"
        case .error: "error"
        }
    }
}

extension StageResponse.Action {
    /// The word for it.
    fileprivate var name: String {
        switch self {
        case .advance: "advance"
        case .release: "release"
        case .rollback: "rollback"
        case .stepBack: "step_back"
        case .stepDown: "step_down"
        case .retrain: "retrain"
        case .hold: "hold"
        case .none: "none"
        }
    }
}
