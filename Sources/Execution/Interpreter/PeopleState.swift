/// An approval while it is awaited.
struct ApprovalState: Sendable, Hashable {
    let stage: Int
    /// When those who must agree have run out of time.
    var until: Duration
    /// Who has agreed, in the order in which they did.
    var approvers: [String] = []
    /// Who has refused and not agreed since.
    var rejecters: [String] = []
    /// Whether it was refused or ran out of time already, and is held: a last time to agree.
    var isLast = false
}

/// A promotion that waits for a change window.
struct WindowWait: Sendable, Hashable {
    /// When the window opens.
    let until: Duration
    /// The first of its windows is 1; where the stage at hand held while that was open, the next is 2.
    let count: Int
}

/// What somebody asked for with `hold`.
struct OperatorHold: Sendable, Hashable {
    let who: String
    let until: Duration
}
