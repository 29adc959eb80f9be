package import Diagnostics

/// `approve:`: who must agree before a stage begins.
package struct ApprovalPlan: Sendable, Hashable {
    package let roles: [Located<String>]
    /// Whether every role must agree, rather than any of them.
    package let needsAllRoles: Bool
    package let quorum: Located<Int>?
    package let within: Located<Duration>?
    package let ifRejected: RejectionFallback
    package let ifExpired: ExpiryFallback
    package let excludesAuthor: Bool
    package let span: SourceSpan

    package init(
        roles: [Located<String>],
        needsAllRoles: Bool,
        quorum: Located<Int>?,
        within: Located<Duration>?,
        ifRejected: RejectionFallback,
        ifExpired: ExpiryFallback,
        excludesAuthor: Bool,
        span: SourceSpan
    ) {
        self.roles = roles
        self.needsAllRoles = needsAllRoles
        self.quorum = quorum
        self.within = within
        self.ifRejected = ifRejected
        self.ifExpired = ifExpired
        self.excludesAuthor = excludesAuthor
        self.span = span
    }
}
