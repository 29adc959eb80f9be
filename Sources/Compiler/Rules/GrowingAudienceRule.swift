import Diagnostics
import Plan

/// Audiences grow: each stage's share is larger than every share before it, and no group is given the candidate twice.
enum GrowingAudienceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var largest: Located<Rational>?
        var groups: [String: Located<String>] = [:]
        var diagnostics: [Diagnostic] = []
        for audience in plan.stages.compactMap(\.plan.audience) {
            switch audience {
            case .fraction(let share):
                if let known = largest, share.value <= known.value {
                    diagnostics.append(shrinking(share, after: known))
                } else if share.value == .zero {
                    diagnostics.append(
                        Diagnostic(
                            .audienceShrinks,
                            "an audience of nobody has nothing to watch",
                            at: .init(share.span)
                        )
                    )
                } else {
                    largest = share
                }
            case .group(let group):
                if let everyone = largest, everyone.value == .one {
                    diagnostics.append(
                        Diagnostic(
                            .audienceShrinks,
                            "the group `\(group.value)` already has the candidate",
                            at: .init(group.span),
                            secondary: [.init(everyone.span, "everyone has it from here on")]
                        )
                    )
                } else if let known = groups[group.value] {
                    diagnostics.append(
                        Diagnostic(
                            .audienceShrinks,
                            "the group `\(group.value)` already has the candidate",
                            at: .init(group.span),
                            secondary: [.init(known.span, "from here on")]
                        )
                    )
                }
                if groups[group.value] == nil { groups[group.value] = group }
            }
        }
        return diagnostics
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
