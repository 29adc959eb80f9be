package import JSON

extension Program {
    /// The program as a JSON value; absent parts are absent members, and durations are in nanoseconds.
    package var json: JSONValue {
        var object: JSONObject = [
            "planrun": 1,
            "name": .string(name),
            "data": .array(data.map(\.json)),
            "models": .array(models.map(\.json)),
            "stages": .array(stages.map(\.json)),
            "alerts": .array(alerts.map(\.json)),
            "notifiers": .array(notifiers.map(\.json)),
            "steps": .array(steps.map(\.json)),
        ]
        object["description"] = description.map(JSONValue.string)
        object["traffic"] = traffic?.json
        object["labels"] = labels?.json
        if !metricSpecs.isEmpty { object["metrics"] = .array(metricSpecs.map(\.json)) }
        object["evidence"] = evidence?.json
        object["changes"] = changes?.json
        object["risk"] = risk?.json
        object["retry"] = retry.map { ["after": $0.after.json, "times": .integer($0.times)] }
        object["feedback"] = feedback?.json
        if logs != .standard { object["logs"] = logs.json }
        return .object(object)
    }
}

extension Rational {
    var json: JSONValue { .string("\(numerator)/\(denominator)") }
}

extension Duration {
    var json: JSONValue { .integer(Int(nanoseconds)) }
}

extension DataSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["name": .string(name), "csv": .string(csv), "label": .string(label)]
        object["positive"] = positive.map(JSONValue.string)
        if !columns.isEmpty {
            object["columns"] = .object(
                JSONObject(columns.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.rawValue)) })
            )
        }
        if let test {
            var split: JSONObject = ["test": test.json, "seed": .integer(seed), "stratify": .bool(isStratified)]
            split["group"] = group.map(JSONValue.string)
            split["time"] = time.map(JSONValue.string)
            split["folds"] = folds.map(JSONValue.integer)
            object["split"] = .object(split)
        }
        object["weight"] = weight.map(JSONValue.string)
        if !ignored.isEmpty { object["ignore"] = .array(ignored.map(JSONValue.string)) }
        if let checks {
            var limits: JSONObject = [:]
            limits["repeated"] = checks.repeated.map(\.json)
            limits["constant"] = checks.constant.map(JSONValue.integer)
            limits["leakage"] = checks.leakage.map(\.json)
            limits["missing"] = checks.missing.map(\.json)
            limits["smallest_class"] = checks.smallestClass.map(\.json)
            object["checks"] = .object(limits)
        }
        return .object(object)
    }
}

extension OptionValues {
    package var json: JSONValue {
        .object(
            JSONObject(
                values.sorted { $0.key < $1.key }.map { key, value in
                    switch value {
                    case .boolean(let value): (key, .bool(value))
                    case .integer(let value): (key, .integer(value))
                    case .number(let value): (key, .number(value))
                    case .text(let value): (key, .string(value))
                    case .list(let values): (key, .array(values.map(JSONValue.string)))
                    case .mapping(let texts):
                        (key, .object(JSONObject(texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })))
                    case .secret(let text): (key, text.json)
                    }
                }
            )
        )
    }
}

extension ModelSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["role": .string(role.rawValue), "kind": .string(kind), "options": options.json]
        if let training {
            object["training"] = .string(training.text)
            object["retraining"] = .array(retraining.map(\.json))
        }
        if !retrainers.isEmpty { object["retrainers"] = .array(retrainers.map(\.json)) }
        return .object(object)
    }
}

extension GateSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "condition": condition.json, "failures": .integer(failures), "min_samples": .integer(minimumSamples),
            "no_data": .string(noData.rawValue), "on_error": .string(onError.rawValue),
            "evidence": .string(evidence.rawValue),
        ]
        if leastSegment > 1 { object["min_segment"] = .integer(leastSegment) }
        object["then"] = consequence.map { .string($0.rawValue) }
        return .object(object)
    }
}

extension Condition {
    /// The condition as a member of the program's JSON.
    package var json: JSONValue {
        switch self {
        case .comparison(let comparison):
            [
                "left": comparison.left.json, "relation": .string(comparison.relation.rawValue),
                "right": comparison.right.json,
            ]
        case .not(let condition): ["not": condition.json]
        case .atLeast(let count, let conditions):
            ["at_least": .integer(count), "of": .array(conditions.map(\.json))]
        }
    }
}

extension Expression {
    fileprivate var json: JSONValue {
        switch self {
        case .constant(let value, let type): ["constant": .number(value), "type": .string(type.rawValue)]
        case .metric(let reference): ["metric": reference.json]
        case .baseline(let reference): ["baseline": reference.json]
        case .binary(let sign, let left, let right):
            ["operator": .string(sign.rawValue), "left": left.json, "right": right.json]
        }
    }
}

extension MetricReference {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["name": .string(name)]
        object["variant"] = variant.map(JSONValue.string)
        if !selectors.isEmpty { object["selectors"] = .array(selectors.map(JSONValue.string)) }
        object["by"] = segment.map(JSONValue.string)
        object["window"] = window?.json
        return .object(object)
    }
}

extension RiskSpec {
    fileprivate var json: JSONValue {
        [
            "on": .string(on.text), "low_if": .array(lowIf.map(\.json)), "otherwise": .string(otherwise.rawValue),
        ]
    }
}

extension ChangesSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["days": .array(days.map { .string($0.rawValue) }), "zone": .string(zone)]
        if !hours.isEmpty { object["hours"] = .array(hours.map { .string($0.text) }) }
        if !frozen.isEmpty { object["freeze"] = .array(frozen.map { .string($0.text) }) }
        return .object(object)
    }
}

extension StageSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "audience": audience.json, "every": every.json, "for": duration.json,
            "within": within.json, "samples": .integer(samples), "hold_for": holdFor.json,
            "promote_if": .array(promoteIf.map(\.json)), "rollback_if": .array(rollbackIf.map(\.json)),
            "otherwise": .string(otherwise.rawValue),
        ]
        object["approve"] = approval?.json
        if warmUp > .zero { object["warm_up"] = warmUp.json }
        object["rollback"] = rollback.json
        return .object(object)
    }
}

extension RollbackSpec {
    /// Nil for what a rollback does unless a plan says otherwise.
    fileprivate var json: JSONValue? {
        switch self {
        case .nothing: nil
        case .previous: ["to": .string(RollbackTarget.previous.rawValue)]
        case .steps(let pause): ["in": .string(RollbackPace.steps.rawValue), "pause": pause.json]
        }
    }
}

extension AlertSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "when": condition.json, "for": duration.json,
            "min_samples": .integer(minimumSamples), "severity": .string(severity.rawValue),
            "notify": .array(notify.map(JSONValue.string)), "then": .string(consequence.rawValue),
        ]
        if keepFiringFor > .zero { object["keep_firing_for"] = keepFiringFor.json }
        object["repeat_every"] = repeatEvery?.json
        // A message that only repeats the condition adds nothing to it, however the condition is spelt.
        if message.text != text { object["message"] = message.json }
        return .object(object)
    }
}

extension NotifierSpec {
    fileprivate var json: JSONValue {
        ["name": .string(name), "kind": .string(kind), "options": options.json]
    }
}

extension FeedbackSpec {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "negative_below": .number(negativeBelow),
            "categories": .array(
                categories.map {
                    ["name": .string($0.name), "keywords": .array($0.keywords.map(JSONValue.string))]
                }
            ),
        ]
        object["from"] = from.map(JSONValue.string)
        object["join"] = join == .unit ? nil : .string(join.rawValue)
        return .object(object)
    }
}

extension LogsSpec {
    fileprivate var json: JSONValue { ["requests": .bool(requests), "units": .string(units.rawValue)] }
}

extension Step {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["id": .string(id.text), "action": .string(action.name)]
        switch action {
        case .prepare(let data): object["data"] = .string(data)
        case .train(let role), .load(let role): object["model"] = .string(role.rawValue)
        case .approve(let stage), .route(let stage), .observe(let stage), .judge(let stage):
            object["stage"] = .integer(stage)
        case .finish(let outcome): object["outcome"] = .string(outcome.rawValue)
        case .assess, .withdraw, .retrain, .rollback, .coolDown: break
        }
        object["next"] = .object(JSONObject(successors.map { ($0.result.rawValue, .string($0.step.text)) }))
        return .object(object)
    }
}

extension Step.Action {
    /// The word for the action, such as `observe`.
    package var name: String {
        switch self {
        case .prepare: "prepare"
        case .train: "train"
        case .load: "load"
        case .assess: "assess"
        case .approve: "approve"
        case .route: "route"
        case .observe: "observe"
        case .judge: "judge"
        case .withdraw: "withdraw"
        case .retrain: "retrain"
        case .rollback: "rollback"
        case .coolDown: "cool_down"
        case .finish: "finish"
        }
    }
}
