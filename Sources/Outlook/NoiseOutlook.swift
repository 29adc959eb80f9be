import Compiler
import Plan

/// How often noise alone makes the conditions of a release hold that say what noise does to them.
package struct NoiseOutlook: Sendable, Hashable {
    package struct Condition: Sendable, Hashable {
        package enum Place: Sendable, Hashable {
            case alert(String), stage(String)
        }

        package enum Bound: Sendable, Hashable {
            /// How many observations go by on average, at the least.
            case runLength(Double)
            /// The chance at each of so many looks, up to the deadlines.
            case looks(Int, chance: Double)
        }

        package let place: Place
        package let text: String
        package let bound: Bound
    }

    /// Those of the alerts, and then those of the stages.
    package let conditions: [Condition]
    /// Whether each unit counts once; else each request does.
    package let countsUnits: Bool

    /// Nil where there are none.
    init?(_ program: Program, language: Language) {
        let alarms = FalseAlarms(program, language: language)
        func condition(
            _ condition: Plan.Condition,
            _ text: String,
            _ place: Condition.Place,
            looks: Int
        ) -> Condition? {
            if let length = alarms.runLength(condition) {
                return Condition(place: place, text: text, bound: .runLength(length))
            }
            return alarms.chancePerLook(condition).map {
                Condition(place: place, text: text, bound: .looks(looks, chance: $0))
            }
        }
        // Up to the deadlines, as holds have bounds of their own and are nobody's plan.
        let looks = program.stages.map { stage in
            let whole = stage.warmUpInIntervals + stage.within
            return Int((whole.nanoseconds - 1) / max(1, stage.every.nanoseconds)) + 1
        }
        let alerts = program.alerts.compactMap {
            condition($0.condition, $0.text, .alert($0.name), looks: looks.reduce(0, +))
        }
        conditions =
            alerts
            + zip(program.stages, looks).flatMap { stage, looks in
                stage.rollbackIf.compactMap { condition($0.condition, $0.text, .stage(stage.name), looks: looks) }
            }
        countsUnits = program.evidence?.independent != .requests
        guard !conditions.isEmpty else { return nil }
    }
}
