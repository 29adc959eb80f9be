/// Who must agree before a stage begins, and what follows where they do not.
package struct ApprovalSpec: Sendable, Hashable {
    package struct Role: Sendable, Hashable {
        package let name: String
        package let people: [String]

        package init(name: String, people: [String]) {
            self.name = name
            self.people = people
        }
    }

    package let roles: [Role]
    /// Whether every role must agree, rather than any of them.
    package let needsAllRoles: Bool
    /// How many people must agree in all.
    package let quorum: Int
    package let within: Duration
    package let ifRejected: RejectionFallback
    package let ifExpired: ExpiryFallback
    /// Whether whoever began the run may not approve.
    package let excludesAuthor: Bool

    package init(
        roles: [Role],
        needsAllRoles: Bool,
        quorum: Int,
        within: Duration,
        ifRejected: RejectionFallback,
        ifExpired: ExpiryFallback,
        excludesAuthor: Bool
    ) {
        self.roles = roles
        self.needsAllRoles = needsAllRoles
        self.quorum = quorum
        self.within = within
        self.ifRejected = ifRejected
        self.ifExpired = ifExpired
        self.excludesAuthor = excludesAuthor
    }

    /// In words: `2 of risk and product within 2d`.
    package var text: String {
        let names = roles.map(\.name).joined(separator: needsAllRoles ? " and " : " or ")
        return (quorum > 1 ? "\(quorum) of " : "") + names + " within " + within.planText
    }
}
