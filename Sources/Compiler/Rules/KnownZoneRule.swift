import Diagnostics
import Plan

/// The zone of change windows is one that this machine knows.
enum KnownZoneRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let zone = plan.plan.changes?.only?.zone, let fact = plan.facts.zone, !fact.isKnown else { return [] }
        guard !fact.names.isEmpty else {
            return [
                Diagnostic(
                    .unknownZone,
                    "the time zone `\(zone.value)` cannot be looked up, as there is no time zone database here",
                    at: .init(zone.span),
                    help: ["install it, which is `tzdata` on most systems, or write an offset such as `+01:00`"]
                )
            ]
        }
        return [
            Diagnostic(
                .unknownZone,
                "there is no time zone `\(zone.value)`",
                at: .init(zone.span),
                help: [suggestion(zone.value, among: fact.names)]
            )
        ]
    }

    /// Somebody who writes `Berlin` means the city, whatever continent it is on.
    private static func suggestion(_ name: String, among names: [String]) -> String {
        func place(_ name: String) -> String {
            name.split(separator: "/").last.map { $0.lowercased().replacing("_", with: "") } ?? ""
        }
        let wanted = place(name.replacing(" ", with: ""))
        let nearest = names.first { place($0) == wanted } ?? Suggestion.nearest(to: name, among: names)
        return nearest.map { "did you mean `\($0)`?" }
            ?? "zones have names such as `Europe/Berlin`; `UTC` and offsets such as `+01:00` are zones, too"
    }
}
