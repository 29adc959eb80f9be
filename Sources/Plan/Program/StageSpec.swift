/// An audience, watched for a time, with what promotes it and what ends it.
package struct StageSpec: Sendable, Hashable {
    package let name: String
    package let approval: ApprovalSpec?
    package let audience: AudienceSpec
    package let every: Duration
    /// How long it is looked at before anything counts for its gates.
    package let warmUp: Duration
    package let duration: Duration
    package let within: Duration
    /// How many requests the candidate must have answered in the stage before it can be promoted.
    package let samples: Int
    package let holdFor: Duration
    package let promoteIf: [GateSpec]
    package let rollbackIf: [GateSpec]
    package let otherwise: StageFallback
    /// Where its conditions and its deadline roll back to.
    package let rollback: RollbackSpec

    package init(
        name: String,
        approval: ApprovalSpec? = nil,
        audience: AudienceSpec,
        every: Duration,
        warmUp: Duration = .zero,
        duration: Duration,
        within: Duration,
        samples: Int,
        holdFor: Duration,
        promoteIf: [GateSpec],
        rollbackIf: [GateSpec],
        otherwise: StageFallback,
        rollback: RollbackSpec = .nothing
    ) {
        self.name = name
        self.approval = approval
        self.audience = audience
        self.every = every
        self.warmUp = warmUp
        self.duration = duration
        self.within = within
        self.samples = samples
        self.holdFor = holdFor
        self.promoteIf = promoteIf
        self.rollbackIf = rollbackIf
        self.otherwise = otherwise
        self.rollback = rollback
    }

    /// How long the warm-up is in whole intervals: one that begins in it is part of it.
    package var warmUpInIntervals: Duration {
        let every = max(1, every.nanoseconds)
        return .nanoseconds((warmUp.nanoseconds + every - 1) / every * every)
    }

    /// Whether a condition, the deadline or a rollback asks to go back to the stage before.
    package var stepsBack: Bool {
        rollback == .previous || otherwise == .stepBack || promoteIf.contains { $0.consequence == .stepBack }
            || rollbackIf.contains { $0.consequence == .stepBack }
    }
}
