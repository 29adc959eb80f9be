/// Where the steps of a program stand, by their names. It has numbers only: long programs have hundreds of thousands of
/// steps, whose names are with them already.
struct StepPlaces: Sendable, Hashable {
    /// Open addressing: the place of a step, below a half of its name's hash by which most other names are told from it
    /// without looking at them; `free` where there is none.
    private var slots: [UInt64]
    /// Whether no two steps have one name.
    private(set) var areUnique = true

    private static let free = UInt64.max
    private static let placeMask: UInt64 = 0xFFFF_FFFF

    init(_ steps: [Step]) {
        var size = 4
        while size * 3 < steps.count * 4 { size *= 2 }
        slots = Array(repeating: Self.free, count: size)
        for (place, step) in steps.enumerated() {
            let hash = Self.hash(step.id)
            let slot = slot(of: step.id, hash, in: steps)
            // Of steps of one name the first counts.
            if slots[slot] == Self.free {
                slots[slot] = hash & ~Self.placeMask | UInt64(place)
            } else {
                areUnique = false
            }
        }
    }

    func place(of id: StepID, in steps: [Step]) -> Int? {
        let entry = slots[slot(of: id, Self.hash(id), in: steps)]
        return entry == Self.free ? nil : Int(entry & Self.placeMask)
    }

    /// The hash is seeded anew in every process, so no plan can be made to collide.
    private static func hash(_ id: StepID) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(id)
        return UInt64(UInt(bitPattern: hasher.finalize()))
    }

    /// The slot that has the step of that name, or is free for it. There is always a free one.
    private func slot(of id: StepID, _ hash: UInt64, in steps: [Step]) -> Int {
        var slot = Int(hash & Self.placeMask) & (slots.count - 1)
        while slots[slot] != Self.free {
            let isLike = (slots[slot] ^ hash) & ~Self.placeMask == 0
            if isLike, steps[Int(slots[slot] & Self.placeMask)].id == id { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}
