/// The smallest change with which a decision would have been another.
package struct DecisionTurn: Sendable, Hashable {
    /// A gate that would have been answered otherwise.
    package struct Flip: Sendable, Hashable {
        /// Which of the explanation's gates.
        package let gate: Int
        package let verdict: GateRecord.Verdict
    }

    /// What would have been decided instead, in the events' word.
    package let outcome: String
    package let changes: [ReadingChange]
    package let flips: [Flip]
    /// How many more requests it would have taken besides, 0 where there were enough.
    package let missingRequests: Int
    /// The gates that would have needed observations or a value besides, and to pass by them.
    package let unanswered: [Int]

    /// How large the change is, for a comparison with others.
    package var size: Double { changes.reduce(0) { $0 + $1.size } }
}

extension DecisionTurn {
    /// What turns a decision about these gates; nil where no other values do.
    ///
    /// - Parameters:
    ///   - decide: What is decided on these verdicts, in the events' word.
    ///   - assuming: The gates that are taken to pass, since what they lack is not a matter of values.
    static func smallest(
        of gates: [ExplainedGate],
        from decision: String,
        missingRequests: Int = 0,
        assuming: [Int] = [],
        _ decide: @escaping ([GateRecord.Verdict]) -> String
    ) -> DecisionTurn? {
        func verdicts(_ answers: [Bool?]) -> [GateRecord.Verdict] {
            gates.indices.map { assuming.contains($0) ? .pass : gates[$0].verdict(answers[$0]) }
        }
        let finder = TurnFinder(gates.map { ($0.scope, $0.question) })
        let unchanged = decide(verdicts(finder.answers()))
        // Where what was decided does not follow from what is known, neither does what would have turned it.
        if unchanged != decision, missingRequests == 0, assuming.isEmpty { return nil }
        let isTurnedAlready = unchanged != decision && (missingRequests > 0 || !assuming.isEmpty)
        let found = isTurnedAlready ? [:] : finder.smallest { decide(verdicts($0)) != decision }
        guard let found else { return nil }
        // What a gate makes of other values that cannot be asked again is not known.
        let isUnknown = found.keys.contains { key in
            gates.contains { gate in
                gate.question?.isFixed != false && gate.scope == key.scope
                    && gate.record.comparisons.contains { $0.readings.contains { $0.metric == key.reading.metric } }
            }
        }
        if isUnknown { return nil }
        let outcome = decide(verdicts(finder.answers(found)))
        let said = said(found) { decide(verdicts(finder.answers($0))) == outcome }
        let after = verdicts(finder.answers(found))
        return DecisionTurn(
            outcome: outcome,
            changes: said,
            flips: gates.indices.filter { after[$0] != gates[$0].record.verdict && !assuming.contains($0) }
                .map { Flip(gate: $0, verdict: after[$0]) },
            missingRequests: missingRequests,
            unanswered: assuming
        )
    }

    /// The changes in order. What all requests have shown goes without saying where only what units have shown among them is
    /// another, and what units have where that makes no difference.
    private static func said(
        _ found: [TurnFinder.Key: ReadingChange],
        _ isSame: ([TurnFinder.Key: ReadingChange]) -> Bool
    ) -> [ReadingChange] {
        var changes = found
        for (key, change) in found where key.reading.units == nil {
            let units = found.filter {
                $0.key.scope == key.scope && $0.key.reading.metric == key.reading.metric
                    && $0.key.reading.segment == key.reading.segment && $0.key.reading.units != nil
            }
            guard !units.isEmpty else { continue }
            if units.values.contains(where: { abs($0.movement - change.movement) < 1e-12 }) {
                changes[key] = nil
            } else if change.movement != 0, isSame(found.filter { units[$0.key] == nil }) {
                for key in units.keys { changes[key] = nil }
            }
        }
        return changes.sorted { $0.key < $1.key }.map(\.value)
    }
}
