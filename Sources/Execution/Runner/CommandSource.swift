/// Where a runner learns what people ask of the run.
package protocol CommandSource {
    /// What was asked since it was asked last, oldest first; nothing where nobody has asked any more. The same command may come again after a crash, with the key it
    /// had.
    mutating func take(_ state: ReleaseState) throws(EventStoreError) -> [Event.Command]

    /// Whether anybody may ask anything later. Where nobody does, a run does not stop for people: their time runs out.
    var isAttended: Bool { get }
}

/// Nobody has asked anything yet.
package struct NoCommands: CommandSource {
    package let isAttended = true

    package init() {}

    package mutating func take(_ state: ReleaseState) throws(EventStoreError) -> [Event.Command] { [] }
}
