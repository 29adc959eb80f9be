import Diagnostics
import Plan

/// Audiences grow: each stage's share is larger than every share before it of the same units, and nobody is given the
/// candidate twice. Of a share that reaches into what is held back only the rest has it.
enum GrowingAudienceRule: Rule {
    /// The units that a share is one of.
    private struct Units: Hashable {
        let group: String?
        let attributes: AttributeCondition?
    }

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var largest: [Units: Located<Rational>] = [:]
        var everyone: Located<Rational>?
        var diagnostics: [Diagnostic] = []
        let holdback = plan.stages.compactMap { $0.plan.audience?.holdback }.filter { $0.value < .one }
            .max { $0.value < $1.value }
        let released = (holdback?.value ?? .zero).complement
        for stage in plan.stages {
            guard let audience = stage.plan.audience, !isUnreadable(stage) else { continue }
            let units = Units(group: audience.group?.value, attributes: stage.attributes)
            let place = audience.fraction?.span ?? audience.group?.span ?? audience.span
            let share = Located(audience.fraction?.value ?? .one, at: place)
            if share.value == .zero {
                let first = largest.values.min { $0.span.lowerBound < $1.span.lowerBound }
                if first != nil || !audience.isShareOfAll { diagnostics.append(nobody(share, after: first)) }
            } else if let everyone, everyone.value >= released, !audience.isShareOfAll {
                diagnostics.append(again(audience, place, since: everyone, "everyone has it from here on"))
            } else if let known = largest[units], share.value <= known.value {
                diagnostics.append(
                    share.value == .one && !audience.isShareOfAll
                        ? again(audience, place, since: known, "from here on") : shrinking(share, after: known)
                )
            } else if let holdback, let known = largest[units], known.value >= released {
                diagnostics.append(staying(share, after: known, holdback))
            } else if let covering = covering(units, min(share.value, released), largest) {
                diagnostics.append(again(audience, audience.span, since: covering, "from here on"))
            } else {
                largest[units] = share
                if audience.isShareOfAll { everyone = share }
            }
        }
        return diagnostics
    }

    /// A stage before, of the same group or none, in which each of these units has the candidate; of several that have all of them
    /// together the last. Nil where some unit may be new, or nobody knows.
    private static func covering(
        _ units: Units,
        _ share: Rational,
        _ largest: [Units: Located<Rational>]
    ) -> Located<Rational>? {
        // Shares of the same units nest: whoever is in at one is in at a larger one.
        guard let attributes = units.attributes, largest.count <= mostAudiences else { return nil }
        let others = largest.filter { $0.key.group == units.group && $0.value.value >= share }
        guard !others.isEmpty else { return nil }
        let places = others.values.sorted { $0.span.lowerBound < $1.span.lowerBound }
        if let everyone = others[Units(group: units.group, attributes: nil)] { return everyone }
        guard AttributeCases.isCovered(attributes, by: others.keys.compactMap(\.attributes)) == true else { return nil }
        return places.last
    }

    /// With more audiences than these nobody goes on.
    private static let mostAudiences = 64

    private static func isUnreadable(_ stage: AnalyzedPlan.Stage) -> Bool {
        stage.plan.audience?.attributes != nil && stage.attributes == nil
    }

    private static func nobody(_ share: Located<Rational>, after first: Located<Rational>?) -> Diagnostic {
        Diagnostic(
            .audienceShrinks,
            "an audience of nobody has nothing to watch",
            at: .init(share.span),
            secondary: first.map { [.init($0.span, "somebody has the candidate from here on")] } ?? [],
            help: [
                "a shadow, in which the candidate answers every request and nobody sees it, is `audience: 0%` before any "
                    + "other stage"
            ]
        )
    }

    private static func again(
        _ audience: AudiencePlan,
        _ span: SourceSpan,
        since known: Located<Rational>,
        _ label: String
    ) -> Diagnostic {
        let who = audience.group.map { "the group `\($0.value)`" } ?? "this audience"
        return Diagnostic(
            .audienceShrinks,
            "\(who) already has the candidate",
            at: .init(span),
            secondary: [.init(known.span, label)]
        )
    }

    /// Shares that differ only in units that neither gives the candidate.
    private static func staying(
        _ share: Located<Rational>,
        after known: Located<Rational>,
        _ holdback: Located<Rational>
    ) -> Diagnostic {
        Diagnostic(
            .audienceShrinks,
            "the audience stays at \(holdback.value.complement.percentText), as \(holdback.value.percentText) are held back",
            at: .init(share.span),
            secondary: [
                .init(known.span, "an earlier stage has all the others already"),
                .init(holdback.span, "held back in every stage"),
            ],
            help: ["leave one of the two stages out, or hold back less"]
        )
    }

    private static func shrinking(_ share: Located<Rational>, after known: Located<Rational>) -> Diagnostic {
        let isEqual = share.value == known.value
        return Diagnostic(
            .audienceShrinks,
            "the audience \(isEqual ? "stays at" : "shrinks to") \(share.value.percentText)"
                + (isEqual ? "" : ", after \(known.value.percentText)"),
            at: .init(share.span),
            secondary: [.init(known.span, "an earlier stage has \(known.value.percentText)")],
            help: ["order the stages from small to everyone"]
        )
    }
}
