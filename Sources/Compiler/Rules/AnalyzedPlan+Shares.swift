import Audiences
import Plan

extension AnalyzedPlan {
    /// Of more made-up units than this it is not looked up which have the candidate, as to hash them takes longer than all else.
    private static let mostUnits = 100_000

    /// What is known of whom a stage gives the candidate to.
    struct Reach {
        /// The share of all requests that it is expected to answer: those of the stage's audience and of those before it, and all in a
        /// shadow. What could not be read, or is nobody, is everyone.
        var share: Double
        /// Whether nobody has it, though the share is more than nothing.
        var isEmpty: Bool
    }

    static func reach(of stages: [Stage], in plan: ReleasePlan) -> [Reach] {
        var groups: [(name: String, share: Rational)] = []
        for group in plan.traffic?.groups ?? [] where !groups.contains(where: { $0.name == group.name.value }) {
            groups.append((group.name.value, group.share?.value ?? .one))
        }
        let known = Set(groups.lazy.filter { $0.share > .zero }.map(\.name))
        let holdback = stages.compactMap { $0.plan.audience?.holdback?.value }.max() ?? .zero
        var reached = ReachedUnits(
            units: units(of: plan, groups),
            sizes: Dictionary(groups.map { ($0.name, $0.share.value) }) { first, _ in first },
            holdback: min(holdback, .one)
        )
        return stages.map { stage in
            let group = stage.plan.audience?.group?.value
            let isKnown = stage.plan.audience != nil && group.map(known.contains) != false
            reached.add(isKnown ? stage.plan.audience?.fraction?.value ?? .one : .one, of: isKnown ? group : nil)
            // In a shadow nobody has the candidate, and it answers everything.
            let isEmpty = reached.count == 0 && !reached.isEmpty
            return Reach(share: reached.isEmpty || isEmpty ? 1 : reached.share, isEmpty: isEmpty)
        }
    }

    /// The made-up units of a replay; nil where there are none, or so many that the shares of those drawn hardly differ from what is expected.
    private static func units(of plan: ReleasePlan, _ groups: [(name: String, share: Rational)]) -> ReplayUnits? {
        guard let traffic = plan.traffic, let users = traffic.replay?.users.value, users <= mostUnits,
            let name = plan.name?.value
        else { return nil }
        return ReplayUnits(of: name, unit: traffic.unit, users: users, groups: groups)
    }

    /// The largest shares that those can come to as units are drawn; where it is not known how many units there are, a few
    /// of them may send most of the requests.
    static func largestShares(_ shares: [Double], in plan: ReleasePlan) -> [Double] {
        guard let users = plan.traffic?.replay?.users.value else { return shares.map { _ in 1 } }
        guard users > mostUnits else { return shares }
        return shares.map { share in min(1, PoissonCount.most(expected: share * Double(users)) / Double(users)) }
    }

    /// How many requests there can be; nil where the rate is not known.
    var requests: RequestBound? {
        plan.traffic?.rate.map { RequestBound(rate: $0.value, isEven: plan.traffic?.replay != nil) }
    }
}
