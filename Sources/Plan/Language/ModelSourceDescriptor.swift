/// What a plan may say about one kind of model that is made elsewhere.
package struct ModelSourceDescriptor: Hashable, Sendable {
    package let kind: KindDescriptor
    /// Whether its answers are those of a recorded log, rather than given when it is asked.
    package let isRecorded: Bool

    package init(_ kind: KindDescriptor, isRecorded: Bool = false) {
        self.kind = kind
        self.isRecorded = isRecorded
    }
}
