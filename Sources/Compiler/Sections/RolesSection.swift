import Diagnostics
import Plan
import PlanSyntax

/// `roles:`: who may speak for what.
enum RolesSection {
    static let key = Key<[RolePlan]>(
        "roles",
        .dictionary(of: .list(of: .text, atLeast: 1), naming: "role", wellKnown: []),
        "The people of each role, by the role's name: who may approve for it."
    ) { node, lowering in
        lowering.dictionary(node, "`roles` is a mapping of people by role") { name, node, lowering in
            let people = lowering.list(node, "a role is a list of people", atLeast: 1) { node, lowering in
                lowering.text(node, "somebody's name")
            }
            return RolePlan(name: name, people: people ?? [])
        }
    }
}
