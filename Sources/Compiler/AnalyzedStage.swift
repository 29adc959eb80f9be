import Plan

extension AnalyzedPlan {
    /// A stage with its typed conditions. Every rule looks at every stage, so it is handed on as a reference.
    final class Stage: Sendable {
        let plan: StagePlan
        /// The condition over units; nil where there is none, or where it has failed and been reported.
        let attributes: AttributeCondition?
        /// The conditions of `promote_if`, then those of `rollback_if`.
        private let typed: [TypedCondition?]
        let kind: StageKind
        /// How long its warm-up is, in whole judgements.
        let warmUp: Duration
        /// How long after the warm-up the last judgement comes that does not follow on a hold.
        let lastInTime: Duration?
        /// How long after the warm-up the last judgement comes, that of a hold from the deadline on at its longest.
        let longest: Duration?

        init(_ plan: StagePlan, attributes: AttributeCondition?, typed: [TypedCondition?], kind: StageKind) {
            self.plan = plan
            self.attributes = attributes
            self.typed = typed
            self.kind = kind
            warmUp = plan.watch?.warmUpInJudgements ?? .zero
            lastInTime = plan.watch?.lastInTime
            longest = lastInTime.flatMap { plan.watch?.longest(after: $0) }
        }

        /// How long after the stage's beginning the last judgement comes.
        var whole: Duration? { longest.map { warmUp + $0 } }

        var promoteIf: Gates { Gates(plans: plan.promoteIf, typed: typed, offset: 0) }
        var rollbackIf: Gates { Gates(plans: plan.rollbackIf, typed: typed, offset: plan.promoteIf.count) }

        /// The gates of both lists whose conditions are as asked for. Few are, of what rules ask for.
        func gates(where isWanted: (TypedCondition) -> Bool) -> [Gate] {
            var gates: [Gate] = []
            for (place, condition) in typed.enumerated() {
                guard let condition, isWanted(condition) else { continue }
                let rest = place - plan.promoteIf.count
                gates.append(Gate(plan: rest < 0 ? plan.promoteIf[place] : plan.rollbackIf[rest], typed: condition))
            }
            return gates
        }
    }

    /// The gates of one list.
    struct Gates: RandomAccessCollection {
        fileprivate let plans: [GatePlan]
        fileprivate let typed: [TypedCondition?]
        /// Where their conditions begin in `typed`.
        fileprivate let offset: Int

        var startIndex: Int { 0 }
        var endIndex: Int { plans.count }

        subscript(place: Int) -> Gate { Gate(plan: plans[place], typed: typed[offset + place]) }
    }
}
