import Plan

/// A section that plans share by including the file it stands in: what all files say under its key counts together.
struct SharedSection: Sendable {
    let field: FieldShape
    /// Adds what a document says to the plan.
    let read: @Sendable (Record, inout ReleasePlan, inout Lowering) -> Void

    /// A section that `add` adds to the plan; `section` is its mark where it is there and cannot be read.
    init<Value: Sendable>(
        _ key: Key<Value>,
        as section: ReleasePlan.Section? = nil,
        add: @escaping @Sendable (inout ReleasePlan, Value) -> Void
    ) {
        field = key.field
        read = { record, plan, lowering in
            if let value = record.read(key, &lowering) {
                add(&plan, value)
            } else if let section, record.has(key.name) {
                plan.unreadable.insert(section)
            }
        }
    }
}
