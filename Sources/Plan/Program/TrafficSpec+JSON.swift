package import JSON

extension TrafficSpec {
    var json: JSONValue {
        var object: JSONObject = ["unit": .string(unit), "assignment": .string(assignment)]
        object["rate_per_second"] = rate?.perSecond.json
        switch source {
        case .replay(let replay):
            object["replay"] = .string(replay.rows.text)
            object["users"] = .integer(replay.users)
            object["seed"] = .integer(replay.seed)
            object["groups"] = .array(groups.map { ["name": .string($0.name), "share": $0.share.json] })
        case .log(let log):
            var source: JSONObject = [
                "file": .string(log.file),
                "columns": .array(log.columns.map { ["name": .string($0.name), "holds": .string($0.content.text)] }),
            ]
            if log.badRows > .zero { source["bad_rows"] = log.badRows.json }
            if log.lateness > .zero { source["lateness"] = log.lateness.json }
            source["candidate_share"] = log.candidateShare?.json
            if !log.windows.isEmpty { source["windows"] = .array(log.windows.map(\.json)) }
            object["log"] = .object(source)
        case .router(let router):
            object["router"] = ["kind": .string(router.kind), "options": router.options.json]
            object["assigned"] = router.assigned.map(JSONValue.string)
        }
        if !attributes.isEmpty {
            object["attributes"] = .array(
                attributes.map { ["name": .string($0.name), "type": .string($0.type.rawValue)] }
            )
        }
        return .object(object)
    }
}

extension TrafficSpec {
    /// Who draws the units that get the candidate, and how: planrun's own algorithm, unless a router does it.
    private var assignment: String {
        guard let router else { return "flagd/v2" }
        return router.assignment ?? "router"
    }
}

extension LogColumnContent {
    fileprivate var text: String {
        switch self {
        case .role(let role): role.rawValue
        case .attribute(let type): type.rawValue
        case .latency(let unit): "latency in \(unit.rawValue)"
        }
    }
}

extension AudienceSpec {
    var json: JSONValue {
        var object: JSONObject = [:]
        // All of a group is that group, however it is said.
        if group == nil || fraction < .one { object["fraction"] = fraction.json }
        object["group"] = group.map(JSONValue.string)
        object["where"] = attributes?.json
        if holdback > .zero { object["holdback"] = holdback.json }
        return .object(object)
    }
}

extension AttributeCondition {
    /// The condition as a program's JSON has it.
    package var json: JSONValue {
        switch self {
        case .comparison(let attribute, let relation, let value):
            ["attribute": .string(attribute), "relation": .string(relation.rawValue), "value": value.json]
        case .not(let condition): ["not": condition.json]
        case .atLeast(let count, let conditions):
            ["at_least": .integer(count), "of": .array(conditions.map(\.json))]
        }
    }
}

extension AttributeCondition.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .number(number)
        case .boolean(let value): .bool(value)
        }
    }
}

extension LogSpec.Window {
    fileprivate var json: JSONValue {
        switch rows {
        case .file(let file): ["name": .string(name), "file": .string(file)]
        case .time(let range):
            [
                "name": .string(name), "from": .integer(Int(range.lowerBound)), "to": .integer(Int(range.upperBound)),
            ]
        }
    }
}
