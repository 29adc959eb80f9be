import Execution
package import JSON
import Plan

extension Simulation {
    /// Grows when a member changes its meaning or goes away; new members do not count.
    package static let formatVersion = 1

    /// The simulation as a JSON object, for programs; times are in seconds.
    package var json: JSONValue {
        var object: JSONObject = [
            "format_version": .integer(Self.formatVersion),
            "name": .string(name),
            "program": .string(digest),
            "seed": .integer(seed),
            "runs": .integer(runs),
            "unit": .string(unit),
        ]
        object["grid"] = axis.map(JSONValue.string)
        object["begins"] = begins.map(JSONValue.string)
        object["points"] = .array(points.map(point))
        return .object(object)
    }

    private func point(_ point: Point) -> JSONValue {
        var object: JSONObject = ["effects": .array(point.effects.map(JSONValue.string))]
        object["at"] = point.label.map(JSONValue.string)
        object["runs"] = .integer(point.tally.runs)
        object["accuracy"] = .array(point.accuracies.map(JSONValue.number))
        for outcome in Outcome.allCases { object[outcome.rawValue] = point.chance(outcome).json }
        object["retrained"] = point.chance(point.tally.retrained).json
        object["stages"] = .array(
            stages.indices.map { stage in
                [
                    "name": .string(stages[stage]), "entered": point.chance(point.tally.entered[stage]).json,
                    "promoted": point.chance(point.tally.promoted[stage]).json,
                ]
            }
        )
        object["alerts"] = .array(
            alerts.indices.map { alert in
                ["name": .string(alerts[alert]), "fired": point.chance(point.tally.fired[alert]).json]
            }
        )
        object["exposed_units"] = point.units?.json
        object["exposed_requests"] = point.requests?.json
        object["duration_seconds"] = point.duration?.json
        return .object(object)
    }
}
