import Diagnostics
import Plan
import PlanSyntax

/// `approve:` of a stage: who must agree before it begins.
enum ApprovalSection {
    static let defaultWithin = Duration.seconds(24 * 3600)

    static let roles = Key<[Located<String>]>(
        "by",
        .list(of: .reference(to: "role"), atLeast: 1),
        required: true,
        "The roles that may agree, declared under `roles`."
    ) { node, lowering in
        lowering.list(node, "`by` is a list of roles", atLeast: 1) { $1.reference($0) }
    }
    static let needsAll = Key<Bool>.boolean(
        "all",
        default: false,
        "Whether somebody of every role must agree, rather than of any."
    )
    static let quorum = Key<Located<Int>>.integer(
        "quorum",
        1...1000,
        "How many people must agree in all: one, or one for each role with `all`, unless stated."
    )
    static let within = Key<Located<Duration>>.duration(
        "within",
        default: defaultWithin.planText,
        "How long they have."
    )
    static let ifRejected = Key<Located<RejectionFallback>>.word(
        "if_rejected",
        RejectionFallback.self,
        default: .rollback,
        "What follows when one of them refuses."
    )
    static let ifExpired = Key<Located<ExpiryFallback>>.word(
        "if_expired",
        ExpiryFallback.self,
        default: .rollback,
        "What follows when they have not agreed in time; a hold lasts at most as long as `hold_for` says."
    )
    static let excludesAuthor = Key<Bool>.boolean(
        "exclude_author",
        default: false,
        "Whether whoever began the run may not approve."
    )
    static let shape = RecordShape(
        "`approve`",
        "Who must agree before the stage begins.",
        [
            roles.field, needsAll.field, quorum.field, within.field, ifRejected.field, ifExpired.field,
            excludesAuthor.field,
        ]
    )
    static let key = Key<ApprovalPlan>("approve", .record(shape), shape.summary) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        return ApprovalPlan(
            roles: record.read(roles, &lowering) ?? [],
            needsAllRoles: record.read(needsAll, &lowering) ?? false,
            quorum: record.read(quorum, &lowering),
            within: record.read(within, &lowering),
            ifRejected: record.read(ifRejected, &lowering)?.value ?? .rollback,
            ifExpired: record.read(ifExpired, &lowering)?.value ?? .rollback,
            excludesAuthor: record.read(excludesAuthor, &lowering) ?? false,
            span: node.anchorSpan
        )
    }
}
