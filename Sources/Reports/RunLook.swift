import Execution
package import JSON
import Plan

/// How a run stands by its last records: what it waits for, and how it was judged last, segment by segment where its
/// conditions ask for segments.
package struct RunLook: Sendable {
    private var judged: (at: Duration, event: Event.Judged)?
    /// What was said last of an approval and of a hold; empty where it is over, nil where nothing was said yet.
    private var approval: String?
    private var hold: String?

    package init() {}

    /// Takes the records from the last back.
    ///
    /// - Returns: Whether those before may say more.
    package mutating func take(_ record: [UInt8]) -> Bool {
        guard let event = try? DecisionReader.event(record) else { return true }
        switch event.payload {
        case .approval(let change) where approval == nil:
            let isAwaiting = change.state == .awaiting
            approval = isAwaiting ? "waits for the approval of `\(change.stage)`: \(change.reason)" : ""
        case .hold(let change) where hold == nil:
            hold = change.state == .held ? "held: \(change.reason)" : ""
        case .judged(let judgement) where judged == nil: judged = (event.at, judgement)
        case .routed:
            approval = approval ?? ""
            hold = hold ?? ""
        case .assessed, .retraining, .started: return false
        default: break
        }
        return judged == nil || approval == nil || hold == nil
    }

    /// What the run waits for, where people or a window keep it.
    private var causes: [String] { [approval, hold].compactMap(\.self).filter { !$0.isEmpty } }

    /// Lines of text for people; of a run that is over there is only something to say where segments decided.
    package func text(isWaiting: Bool, isOver: Bool) -> String {
        var lines: [String] = []
        if isWaiting { lines += causes.isEmpty ? [Self.ended] : causes.map(\.printable) }
        if let (at, judged) = judged, !isOver || judged.isBySegments {
            let decision = judged.decision.rawValue.replacing("_", with: " ")
            lines.append(
                "judged last at \(ClockText.text(at)): \(judged.stage), \(decision): \(judged.reason)".printable
            )
            for gate in judged.promoteIf + judged.rollbackIf {
                for comparison in gate.comparisons where !comparison.segments.isEmpty {
                    lines.append("  `\(gate.text.printable)`")
                    lines += SegmentWords.lines(comparison).map { "    " + $0 }
                }
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static let ended = "waits, as its log ended before it was decided; a longer log is for a new run"

    /// The same for programs, as members of the run's object.
    package func members(isWaiting: Bool) -> [(String, JSONValue)] {
        let waits = isWaiting ? causes.isEmpty ? ["its log has ended"] : causes : []
        return [
            ("waits", .array(waits.map(JSONValue.string))),
            ("judged", judged.map { Self.json($0.event, at: $0.at) } ?? .null),
        ]
    }

    private static func json(_ judged: Event.Judged, at: Duration) -> JSONValue {
        let gates = judged.promoteIf.map { ("promote_if", $0) } + judged.rollbackIf.map { ("rollback_if", $0) }
        return [
            "at": .number(at.seconds),
            "stage": .string(judged.stage),
            "decision": .string(judged.decision.rawValue),
            "reason": .string(judged.reason),
            "gates": .array(
                gates.map { role, gate in
                    [
                        "role": .string(role),
                        "if": .string(gate.text),
                        "verdict": .string(gate.verdict.rawValue),
                        "segments": .array(gate.comparisons.flatMap(\.segments).map(\.json)),
                    ]
                }
            ),
        ]
    }
}

extension Event.Judged {
    fileprivate var isBySegments: Bool {
        (promoteIf + rollbackIf).contains { $0.comparisons.contains { !$0.segments.isEmpty } }
    }
}
