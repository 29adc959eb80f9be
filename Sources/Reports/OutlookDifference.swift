package import Comparison
import JSON
package import Outlook
import Plan

/// What changes of a plan come to for whoever reviews it: the facts of its outlook that differ.
///
/// Stages are matched by name; one that is in only one of the plans is among the changes themselves.
package struct OutlookDifference: Sendable {
    /// A fact that differs.
    package struct Fact: Sendable, Hashable {
        /// Its name in the JSON.
        package let name: String
        /// The stage that it is about; nil for the whole release.
        package let stage: String?
        package let effect: Change.Effect
        /// What it is, in words.
        let title: String
        let old: FactValue
        let new: FactValue

        /// The stage and what the fact is.
        var place: String { (stage.map { "\($0): " } ?? "") + title }

        package var text: String { "\(old.text) -> \(new.text)" }
    }

    /// Those of the release, then those of each stage; the riskier first.
    package let facts: [Fact]

    package init(from old: ReleaseOutlook, to new: ReleaseOutlook) {
        var walk = FactWalk(unit: new.unit)
        walk.compare(old, new)
        for stage in old.stages {
            guard let other = new.stages.first(where: { $0.name == stage.name }) else { continue }
            walk.compare(stage, other)
        }
        let facts = walk.facts
        self.facts = Change.Effect.allCases.flatMap { effect in facts.filter { $0.effect == effect } }
    }
}

/// Gathers the facts that differ.
private struct FactWalk {
    let unit: String
    private(set) var facts: [OutlookDifference.Fact] = []

    init(unit: String) { self.unit = unit }

    mutating func compare(_ old: ReleaseOutlook, _ new: ReleaseOutlook) {
        note("first_share", "share before the first judgement", old, new, isRiskier: .whenMore) {
            .share($0.firstShare)
        }
        note("earliest_withdrawal_seconds", "a bad candidate is taken back after", old, new, isRiskier: .whenMore) {
            .time($0.earliestWithdrawal?.after)
        }
        note("largest_exposure_units", "\(unit)s who meet a bad one, at most", old, new, isRiskier: .whenMore) {
            .count($0.largestExposure?.units)
        }
        note("largest_exposure_requests", "requests to a bad one, about", old, new, isRiskier: .whenMore) {
            .count($0.largestExposure?.requests)
        }
        note("shortest_seconds", "takes at least", old, new, isRiskier: .whenLess) { .time($0.duration.lowerBound) }
        note("longest_seconds", "takes at most", old, new, isRiskier: .whenMore) { .time($0.duration.upperBound) }
        note("attempts", "attempts at training, at most", old, new, isRiskier: .whenMore) { .count($0.attempts) }
    }

    mutating func compare(_ old: StageOutlook, _ new: StageOutlook) {
        let stage = old.name
        note("share", "share", old, new, of: stage, isRiskier: .whenMore) { .share($0.share) }
        note("withdrawn_after_seconds", "a bad one is taken back after", old, new, of: stage, isRiskier: .whenMore) {
            .time($0.exposure?.after)
        }
        note("exposed_units", "\(unit)s who meet a bad one", old, new, of: stage, isRiskier: .whenMore) {
            .count($0.exposure?.units)
        }
        note("exposed_requests", "requests to a bad one", old, new, of: stage, isRiskier: .whenMore) {
            .count($0.exposure?.requests)
        }
        note("shortest_seconds", "takes at least", old, new, of: stage, isRiskier: .whenLess) {
            .time($0.duration.lowerBound)
        }
        note("longest_seconds", "takes at most", old, new, of: stage, isRiskier: .whenMore) {
            .time($0.duration.upperBound)
        }
        note("approval", "approved by", old, new, of: stage, isRiskier: .whenLess) { .words($0.approval) }
    }

    private enum Direction {
        case whenMore, whenLess
    }

    private mutating func note<Outlook>(
        _ name: String,
        _ title: String,
        _ old: Outlook,
        _ new: Outlook,
        of stage: String? = nil,
        isRiskier direction: Direction,
        _ value: (Outlook) -> FactValue
    ) {
        let (before, after) = (value(old), value(new))
        // What is worked out with doubles may differ by less than anyone can see.
        guard before.text != after.text else { return }
        let effect: Change.Effect =
            switch before.isLess(than: after) {
            case nil: .none
            case true?: direction == .whenMore ? .moreRisk : .lessRisk
            case false?: direction == .whenMore ? .lessRisk : .moreRisk
            }
        facts.append(.init(name: name, stage: stage, effect: effect, title: title, old: before, new: after))
    }
}

extension ReleaseOutlook {
    /// The share of all units that has the candidate before it was judged on any of them: that of the first stage that is
    /// no shadow.
    fileprivate var firstShare: Double { stages.first { $0.share > 0 }?.share ?? 0 }
}
