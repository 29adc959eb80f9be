/// An audience, watched for a time, with what promotes it and what ends it.
///
/// Long programs have tens of thousands, and all that looks at a program is handed some: so it is a reference to what it says.
package struct StageSpec: Sendable, Hashable {
    private struct Contents: Sendable, Hashable {
        let name: String
        /// Few stages have one.
        let approval: Boxed<ApprovalSpec>?
        let audience: AudienceSpec
        // In nanoseconds, of which all times of a plan are whole numbers, with half the size of a duration.
        let every: Int64
        let warmUp: Int64
        let duration: Int64
        let within: Int64
        let samples: Int
        let holdFor: Int64
        let promoteIf: [GateSpec]
        let rollbackIf: [GateSpec]
        let otherwise: StageFallback
        let rollback: RollbackSpec
    }

    private let contents: Boxed<Contents>

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
        contents = Boxed(
            Contents(
                name: name,
                approval: approval.map(Boxed.init),
                audience: audience,
                every: every.nanoseconds,
                warmUp: warmUp.nanoseconds,
                duration: duration.nanoseconds,
                within: within.nanoseconds,
                samples: samples,
                holdFor: holdFor.nanoseconds,
                promoteIf: promoteIf,
                rollbackIf: rollbackIf,
                otherwise: otherwise,
                rollback: rollback
            )
        )
    }

    package var name: String { contents.value.name }
    package var approval: ApprovalSpec? { contents.value.approval?.value }
    package var audience: AudienceSpec { contents.value.audience }
    package var every: Duration { .nanoseconds(contents.value.every) }
    /// How long it is looked at before anything counts for its gates.
    package var warmUp: Duration { .nanoseconds(contents.value.warmUp) }
    package var duration: Duration { .nanoseconds(contents.value.duration) }
    package var within: Duration { .nanoseconds(contents.value.within) }
    /// How many requests the candidate must have answered in the stage before it can be promoted.
    package var samples: Int { contents.value.samples }
    package var holdFor: Duration { .nanoseconds(contents.value.holdFor) }
    package var promoteIf: [GateSpec] { contents.value.promoteIf }
    package var rollbackIf: [GateSpec] { contents.value.rollbackIf }
    package var otherwise: StageFallback { contents.value.otherwise }
    /// Where its conditions and its deadline roll back to.
    package var rollback: RollbackSpec { contents.value.rollback }

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
