package import Diagnostics

/// One of the `stages:`. Long plans have them by the ten thousand, and hand them on as references.
package final class StagePlan: Sendable {
    package let name: Located<String>?
    private let boxedApproval: Boxed<ApprovalPlan>?
    private let boxedRollback: Boxed<RollbackPlan>?
    package let audience: AudiencePlan?
    package let watch: WatchPlan?
    package let promoteIf: [GatePlan]
    package let rollbackIf: [GatePlan]
    package let otherwise: Located<StageFallback>?
    package let span: SourceSpan

    package init(
        name: Located<String>?,
        approval: ApprovalPlan? = nil,
        audience: AudiencePlan?,
        watch: WatchPlan?,
        promoteIf: [GatePlan],
        rollbackIf: [GatePlan],
        otherwise: Located<StageFallback>?,
        rollback: RollbackPlan? = nil,
        span: SourceSpan
    ) {
        self.name = name
        boxedApproval = approval.map(Boxed.init)
        self.audience = audience
        self.watch = watch
        self.promoteIf = promoteIf
        self.rollbackIf = rollbackIf
        self.otherwise = otherwise
        boxedRollback = rollback.map(Boxed.init)
        self.span = span
    }

    /// Who must agree before the stage begins.
    package var approval: ApprovalPlan? { boxedApproval?.value }
    /// Where it rolls back to, where that is other than the plan says.
    package var rollback: RollbackPlan? { boxedRollback?.value }
}
