import JSON
import Plan

/// Reads what was decided, and what else says it all by itself, from records alone: it needs no program, and what it does
/// not know it leaves out.
package enum DecisionReader {
    private static let types: Set = [
        "started", "routed", "failed", "assessed", "judged", "alert", "retraining", "retry", "finished", "answered",
        "approval",
        "hold",
    ]

    /// The event that a record holds, or nil where it is evidence or of a kind that is not read here.
    package static func event(_ record: [UInt8]) throws(EventError) -> Event? {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: record)
        } catch {
            throw EventError(problem: "it is no JSON: \(error.problem)")
        }
        guard let type = json["type"]?.string, types.contains(type) else { return nil }
        var reader = EventReader(program: empty)
        return try reader.read(json)
    }

    private static let empty = Program.empty(named: "")
}
