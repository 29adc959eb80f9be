import Plan

extension AnalyzedPlan {
    /// The share of all requests that the candidate is expected to answer in each stage: its audience and those before it,
    /// and all of them in a shadow. What could not be read is everyone.
    static func candidateShares(of stages: [Stage], in plan: ReleasePlan) -> [Double] {
        let groups = Dictionary((plan.traffic?.groups ?? []).map { ($0.name.value, $0) }) { first, _ in first }
        // Shares nest, so the largest holds the others; groups are drawn apart from shares, and overlap with them.
        var (fraction, grouped) = (0.0, 0.0)
        return stages.map { stage in
            if let audience = stage.plan.audience {
                // How many units have an attribute is not known: all of them might.
                let share = audience.fraction?.value.value ?? 1
                if let name = audience.group {
                    grouped += share * (groups[name.value]?.share?.value.value ?? 1)
                } else {
                    fraction = max(fraction, share)
                }
            } else {
                fraction = 1
            }
            // In a shadow nobody has the candidate, and it answers everything.
            let isShadow = fraction == 0 && grouped == 0
            return isShadow ? 1 : 1 - (1 - fraction) * (1 - min(1, grouped))
        }
    }

    /// The largest shares that those can come to as units are drawn; where it is not known how many units there are, a few
    /// of them may send most of the requests.
    static func largestShares(_ shares: [Double], in plan: ReleasePlan) -> [Double] {
        let users = plan.traffic?.replay?.users.value
        return shares.map { share in
            users.map { min(1, PoissonCount.most(expected: share * Double($0)) / Double($0)) } ?? 1
        }
    }
}
