/// Where the steps of a program stand, by their names. It has numbers only: long programs have hundreds of thousands of
/// steps, whose names are with them already.
struct StepPlaces: Sendable, Hashable {
    /// Open addressing: places of steps, -1 where free.
    private var slots: [Int32]
    /// Whether no two steps have one name.
    private(set) var areUnique = true

    init(_ steps: [Step]) {
        var size = 4
        while size * 3 < steps.count * 4 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        for (place, step) in steps.enumerated() {
            let slot = slot(of: step.id, in: steps)
            // Of steps of one name the first counts.
            if slots[slot] < 0 { slots[slot] = Int32(place) } else { areUnique = false }
        }
    }

    func place(of id: StepID, in steps: [Step]) -> Int? {
        let place = slots[slot(of: id, in: steps)]
        return place < 0 ? nil : Int(place)
    }

    /// The slot that has the step of that name, or is free for it. There is always a free one.
    private func slot(of id: StepID, in steps: [Step]) -> Int {
        // The hash is seeded anew in every process, so no plan can be made to collide.
        var hasher = Hasher()
        hasher.combine(id)
        var slot = hasher.finalize() & (slots.count - 1)
        while slots[slot] >= 0, steps[Int(slots[slot])].id != id { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
