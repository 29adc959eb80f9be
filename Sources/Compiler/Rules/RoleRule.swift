import Diagnostics
import Plan

/// Approvals name declared roles, ask for no more people than there are, and every role has something to approve.
enum RoleRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard !plan.plan.unreadable.contains(.roles) else { return [] }
        let roles = plan.plan.roles
        let approvals = plan.stages.compactMap(\.plan.approval)
        let unknown = UnknownNames(kind: "role", known: roles.map(\.name.value)) {
            "declare it under `roles`, as in `\($0): [somebody]`"
        }.diagnostics(for: approvals.flatMap(\.roles))
        let people = Dictionary(roles.map { ($0.name.value, Set($0.people.map(\.value))) }) { first, _ in first }
        return unknown + roles.flatMap { repeated($0) }
            + (unknown.isEmpty ? approvals.compactMap { unreachable($0, people) } : [])
            + (plan.plan.isComplete && unknown.isEmpty ? unused(roles, approvals) : [])
    }

    private static func repeated(_ role: RolePlan) -> [Diagnostic] {
        var first: [String: Located<String>] = [:]
        return role.people.compactMap { person in
            guard let known = first[person.value] else {
                first[person.value] = person
                return nil
            }
            return Diagnostic(
                .duplicateName,
                "the role `\(role.name.value)` names `\(person.value)` twice",
                at: .init(person.span, "the second time"),
                secondary: [.init(known.span, "the first time")]
            )
        }
    }

    /// An approval that asks for more people than its roles have could never be given.
    private static func unreachable(_ approval: ApprovalPlan, _ people: [String: Set<String>]) -> Diagnostic? {
        if approval.needsAllRoles, let role = unmatched(approval.roles, people) {
            return Diagnostic(
                .unreachableQuorum,
                "the approval needs somebody of each role, and the roles have too few different people",
                at: .init(role.span, "nobody is left for this one"),
                secondary: approval.roles.filter { $0.span != role.span }.map { .init($0.span) },
                help: ["nobody agrees for two roles: add somebody to one of them"]
            )
        }
        guard let quorum = approval.quorum else { return nil }
        let all = approval.roles.reduce(into: Set<String>()) { $0.formUnion(people[$1.value] ?? []) }
        guard quorum.value > all.count else { return nil }
        return Diagnostic(
            .unreachableQuorum,
            "the approval needs \(quorum.value) people, and its roles have \(all.count)",
            at: .init(quorum.span),
            secondary: approval.roles.map { .init($0.span) }
        )
    }

    /// The first role that has nobody of its own where each person stands for one role, by augmenting paths; nil where all
    /// have somebody.
    private static func unmatched(
        _ roles: [Located<String>],
        _ people: [String: Set<String>]
    ) -> Located<String>? {
        var roleOf: [String: Int] = [:]
        func find(_ role: Int, _ asked: inout Set<String>) -> Bool {
            for person in (people[roles[role].value] ?? []).sorted() where asked.insert(person).inserted {
                if let other = roleOf[person], !find(other, &asked) { continue }
                roleOf[person] = role
                return true
            }
            return false
        }
        for role in roles.indices {
            var asked: Set<String> = []
            if !find(role, &asked) { return roles[role] }
        }
        return nil
    }

    private static func unused(_ roles: [RolePlan], _ approvals: [ApprovalPlan]) -> [Diagnostic] {
        let used = Set(approvals.flatMap(\.roles).map(\.value))
        return roles.map(\.name).filter { !used.contains($0.value) }.map {
            Diagnostic(.unusedRole, "nothing asks the role `\($0.value)`", at: .init($0.span))
        }
    }
}
