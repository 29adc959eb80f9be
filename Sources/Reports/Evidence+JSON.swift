import Execution
import JSON
import Plan

extension EvidenceRecord {
    /// What the evidence says, for programs.
    var json: JSONValue {
        [
            "method": .string(method.rawValue),
            "error": .number(error),
            "lower": lower.map(JSONValue.number) ?? .null,
            "upper": upper.map(JSONValue.number) ?? .null,
            "observations": observations.map(JSONValue.integer) ?? .null,
        ]
    }
}

extension SegmentRecord {
    /// How a comparison stands in the segment, for programs.
    var json: JSONValue {
        [
            "segment": .string(value),
            "holds": holds.map(JSONValue.bool) ?? .null,
            "left": left.map(JSONValue.number) ?? .null,
            "right": right.map(JSONValue.number) ?? .null,
            "samples": .integer(samples),
            "evidence": evidence.map(\.json) ?? .null,
        ]
    }
}
