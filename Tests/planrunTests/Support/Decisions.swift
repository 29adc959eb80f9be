import JSON

/// What was decided, without what a clock measured: two runs are equal where these are.
func decisions(of events: [JSONValue]) -> [JSONValue] {
    let types = ["assessed", "judged", "alert", "retraining", "finished"]
    return events.filter { types.contains($0["type"]?.string ?? "") }.map(withoutMeasurements)
}

private func withoutMeasurements(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(var object):
        object["measured"] = nil
        for member in object.members { object[member.name] = withoutMeasurements(member.value) }
        return .object(object)
    case .array(let items): return .array(items.map(withoutMeasurements))
    default: return value
    }
}
