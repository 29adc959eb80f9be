package import JSON
package import Plan

/// What one program does otherwise than another.
///
/// The programs are compared by their canonical JSON, member by member, so that nothing in it can change unseen, whatever
/// the language comes to hold. Items of lists are matched by what names them, gates by what they ask.
package struct ProgramDifference: Sendable {
    /// The riskier changes first; otherwise in the order of the program.
    package let changes: [Change]

    /// - Parameter implies: Whether the second condition holds wherever the first does, as far as that can be
    ///   proved.
    package init(
        from old: Program,
        to new: Program,
        durations: Set<String>,
        where implies: @escaping (Condition, Condition) -> Bool
    ) {
        self.init(
            from: old.json,
            to: new.json,
            texts: ValueText(durations: durations, programs: [old, new]),
            order: ConditionOrder([old, new], implies)
        )
    }

    /// Of programs that are known by their JSON alone nothing is proved of their conditions.
    package init(from old: JSONValue, to new: JSONValue, texts: ValueText) {
        self.init(from: old, to: new, texts: texts, order: ConditionOrder([]) { _, _ in false })
    }

    private init(from old: JSONValue, to new: JSONValue, texts: ValueText, order: ConditionOrder) {
        var walk = DifferenceWalk(texts: texts, bare: Self.bare(in: [old, new]), order: order)
        walk.compare(old, new, at: [])
        var changes = walk.changes
        let steps = changes.filter { $0.path.first == "steps" }
        if changes.count > steps.count, let first = steps.first {
            // They follow from the rest of the program.
            changes.removeAll { $0.path.first == "steps" }
            let count = "\(steps.count) difference\(steps.count == 1 ? "" : "s") that follow from these"
            changes.append(
                Change(
                    kind: .changed,
                    effect: .none,
                    path: ["steps"],
                    old: old["steps"],
                    new: new["steps"],
                    oldText: "",
                    newText: steps.count == 1 ? "\(first.place) follows from these" : count
                )
            )
        }
        self.changes = Change.Effect.allCases.flatMap { effect in changes.filter { $0.effect == effect } }
    }

    /// What bare metrics of classes are about in all the data of the programs.
    private static func bare(in programs: [JSONValue]) -> BareReading {
        let data = programs.flatMap { program -> [JSONValue] in
            let isLog = program["traffic"]?["log"] != nil
            return (program["data"]?.array ?? []) + (isLog ? [program["labels"] ?? .null] : [])
        }
        let positives = Set(data.map { $0["positive"]?.string })
        guard positives.count == 1, let positive = positives.first else { return .unknown }
        return BareReading(positive: positive)
    }
}
