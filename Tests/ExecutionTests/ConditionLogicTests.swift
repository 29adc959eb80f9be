import Execution
import Plan
import Testing

/// Three-valued logic: an answer is given where it is the same whatever the unknown parts turn out to be.
@Suite struct ConditionLogicTests {
    /// Conditions whose answers over the scripted interval are true, false and unknown.
    private static let atoms: [(text: String, answer: Bool?)] = [
        ("accuracy >= 0.5", true), ("mcc < 0.5", false), ("feedback.negative < 50%", nil),
    ]

    private func verdict(_ condition: String) async throws -> GateRecord.Verdict? {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 1m, within: 1m, hold_for: 1m }
            promote_if:
              - "\(condition)"
            """,
            rest: "feedback: { from: data/feedback.jsonl }"
        )
        return try await RecordedRun.run(program, in: ScriptedWorld(program)).lastJudgement?.promoteIf.first?.verdict
    }

    /// The answer by trying every value for what is unknown.
    private func expected(_ parts: [Bool?], _ combine: ([Bool]) -> Bool) -> Bool? {
        let unknown = parts.indices.filter { parts[$0] == nil }
        let answers = (0..<1 << unknown.count).map { bits in
            var values = parts.map { $0 ?? false }
            for (position, index) in unknown.enumerated() { values[index] = bits >> position & 1 == 1 }
            return combine(values)
        }
        return Set(answers).count == 1 ? answers.first : nil
    }

    private func name(_ answer: Bool?) -> GateRecord.Verdict {
        switch answer {
        case true?: .pass
        case false?: .fail
        case nil: .noData
        }
    }

    @Test func pairsAgreeWithEveryCompletion() async throws {
        for a in Self.atoms {
            #expect(try await verdict("not \(a.text)") == name(a.answer.map { !$0 }))
            for b in Self.atoms {
                let parts = [a.answer, b.answer]
                #expect(
                    try await verdict("\(a.text) and \(b.text)") == name(expected(parts) { $0[0] && $0[1] }),
                    "\(a.text) and \(b.text)"
                )
                #expect(
                    try await verdict("\(a.text) or \(b.text)") == name(expected(parts) { $0[0] || $0[1] }),
                    "\(a.text) or \(b.text)"
                )
            }
        }
    }

    @Test(arguments: [1, 2, 3])
    func countsAgreeWithEveryCompletion(count: Int) async throws {
        for a in Self.atoms {
            for b in Self.atoms {
                for c in Self.atoms {
                    let text = "\(count) of (\(a.text), \(b.text), \(c.text))"
                    let answer = expected([a.answer, b.answer, c.answer]) { $0.count { $0 } >= count }
                    #expect(try await verdict(text) == name(answer), "\(text)")
                }
            }
        }
    }

    @Test(arguments: [
        ("any of (accuracy >= 0.5, mcc < 0.5)", true), ("all of (accuracy >= 0.5, mcc < 0.5)", false),
        ("(accuracy + 0.1) * 2 > 2", true), ("accuracy * 2 - 0.9 >= baseline", true), ("accuracy / 2 > 49%", false),
        ("not (accuracy < 0.5 or accuracy > 0.99)", true), ("accuracy == 0.95", true), ("accuracy != 95%", false),
    ])
    func arithmeticAndGroups(condition: String, holds: Bool) async throws {
        #expect(try await verdict(condition) == (holds ? .pass : .fail))
    }
}
