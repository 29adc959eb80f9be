import JSON
import Plan

/// A recorded event on one line, read from the record alone: a history needs no plan.
package struct HistoryLine: Sendable {
    private let json: JSONValue?

    package init(_ record: [UInt8]) { json = try? JSONValue(parsing: record) }

    package var text: String {
        guard let json, let type = json["type"]?.string else { return "a record that cannot be read" }
        let at = Duration.nanoseconds(Int64(((json["at"]?.number ?? 0) * 1e9).rounded()))
        return (ClockText.text(at) + "  " + TextColumns.padded(type, to: 10) + "  " + facts(type, json)).printable
    }

    private func facts(_ type: String, _ json: JSONValue) -> String {
        func text(_ name: String) -> String { json[name]?.string ?? "" }
        func number(_ name: String) -> String { json[name]?.integer.map(String.init) ?? "?" }
        switch type {
        case "started": return "\(text("plan")), program \(text("program").prefix(12))"
        case "prepared": return "\(text("data")): \(number("rows")) rows"
        case "trained":
            let served = json["served"]?.string.map { ", served as \($0)" } ?? ""
            return "\(text("model")): \(text("kind")), attempt \(number("attempt"))\(served)"
        case "loaded": return "\(text("model")): \(text("kind")) from \(text("file")), \(text("digest").prefix(12))"
        case "evaluated": return "on \(text("on"))"
        case "assessed": return "\(text("risk")) risk, attempt \(number("attempt")) of \(number("attempts"))"
        case "routed":
            let stage = json["stage"]?.string ?? "nobody"
            if let share = json["share"]?.string.flatMap({ Rational(ratio: $0) }) {
                return "\(stage): the router gives \(share.percentText) the candidate"
            }
            return "\(stage): \(number("units")) of \(number("of")) units have the candidate"
        case "observed":
            let bounds = json["requests"]?.array?.compactMap(\.integer) ?? []
            if let readings = json["readings"]?.array, bounds == [0, 0] {
                return "\(text("stage")): \(readings.count) \(readings.count == 1 ? "reading" : "readings")"
            }
            return "\(text("stage")): requests \(bounds.map(String.init).joined(separator: " to "))"
        case "judged": return "\(text("stage")) \(text("decision")): \(text("reason"))"
        case "alert": return "\(text("name")) \(text("state")): \(json["message"]?.string ?? "")"
        case "notified": return "\(text("notifier")) \(json["problem"]?.string.map { "failed: \($0)" } ?? "told")"
        case "waited": return "nobody was watched"
        case "retraining": return text("reason")
        case "retry": return "\(text("state")) \(number("number")) of \(number("times")): \(text("reason"))"
        case "failed": return "\(text("step")): \(text("problem"))"
        case "command": return "\(text("action")) by \(text("who"))\(json["note"]?.string.map { ": \($0)" } ?? "")"
        case "answered":
            return "\(text("action")) \(json["accepted"]?.bool == true ? "accepted" : "refused"): \(text("reason"))"
        case "approval": return "\(text("stage")) \(text("state")): \(text("reason"))"
        case "hold": return "\(text("state")): \(text("reason"))"
        case "finished": return "\(text("outcome")): \(text("reason"))"
        default: return ""
        }
    }
}
