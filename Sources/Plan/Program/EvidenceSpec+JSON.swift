import JSON

// What a plan says of labels, its own metrics, evidence and approvals.

extension LabelsSpec {
    var json: JSONValue {
        var object: JSONObject = [:]
        object["from"] = from.map(JSONValue.string)
        object["join"] = .string(join.rawValue)
        object["mature_after"] = matureAfter.json
        object["missing"] = .string(missing.rawValue)
        object["weight"] = weight.map(JSONValue.string)
        object["positive"] = positive.map(JSONValue.string)
        object["source"] = source?.json
        object["sources"] = sources.isEmpty ? nil : .array(sources.map(\.json))
        return .object(object)
    }
}

extension LabelSource {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "from": .string(from), "join": .string(join.rawValue),
            "mature_after": matureAfter.json,
            "missing": .string(missing.rawValue),
        ]
        object["weight"] = weight.map(JSONValue.string)
        return .object(object)
    }
}

extension MetricSpec {
    var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind), "options": options.json, "type": .string(type.rawValue),
        ]
    }
}

extension EvidenceSpec {
    var json: JSONValue {
        var object: JSONObject = [
            "release_error": releaseError.json, "rollback_error": rollbackError.json, "power": power.json,
            "independent": .string(independent.rawValue),
        ]
        object["detect"] = detect?.json
        return .object(object)
    }
}

extension ApprovalSpec {
    var json: JSONValue {
        [
            "by": .array(
                roles.map { ["role": .string($0.name), "people": .array($0.people.map(JSONValue.string))] }
            ),
            "all": .bool(needsAllRoles), "quorum": .integer(quorum), "within": within.json,
            "if_rejected": .string(ifRejected.rawValue), "if_expired": .string(ifExpired.rawValue),
            "exclude_author": .bool(excludesAuthor),
        ]
    }
}
