package import Execution
package import JSON
import Plan

/// A run judged again by an edited plan, as text for people: what was decided by either, and where they part.
package struct ReplayReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    /// - Parameter doubts: Why what was recorded may say nothing about the edited plan.
    package func text(_ replay: RunReplay, run: String, plan: String, doubts: [String]) -> String {
        let (alike, compared) = replay.judgements
        var lines = [
            "\(style.strong(run.printable)) under \(plan.printable): "
                + "\(alike) of \(compared) judgement\(compared == 1 ? "" : "s") alike"
        ]
        lines += doubts.map { style.warned("! ") + $0.printable }
        if !replay.rows.isEmpty { lines += [""] + table(replay.rows) }
        lines += [""] + end(replay.end)
        return lines.map { $0 + "\n" }.joined()
    }

    private func table(_ rows: [RunReplay.Row]) -> [String] {
        let cells = rows.map { [ClockText.text($0.at), ($0.recorded ?? "-").printable, ($0.edited ?? "-").printable] }
        let header = ["time", "recorded", "edited"]
        let widths = header.indices.map { column in TextColumns.width(of: ([header] + cells).map { $0[column] }) }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).map { TextColumns.padded($0, to: $1) }.joined(separator: "  ")
        }
        let body = zip(rows, cells).map { row, cells in
            let reason = row.isAlike ? "" : row.reason.map { "  " + style.faint($0.printable) } ?? ""
            let text = reason.isEmpty ? line(cells).trimmedAtEnd : line(cells) + reason
            return (row.isAlike ? style.good("=") : style.bad("≠")) + " " + text
        }
        return ["  " + style.faint(line(header).trimmedAtEnd)] + body
    }

    private func end(_ end: RunReplay.End) -> [String] {
        switch end {
        case .finished(let recorded, let edited):
            let words = edited.rawValue.replacing("_", with: " ")
            if recorded == edited { return ["both end \(style.strong(words))"] }
            let other = recorded?.rawValue.replacing("_", with: " ") ?? "not over yet"
            return ["the edited plan ends \(style.strong(words)), the run was \(style.strong(other))"]
        case .open(let at): return ["the run has not ended: what is compared goes up to \(ClockText.text(at))"]
        case .parted(let at, let edited, let recorded):
            let instead = recorded.map { ", and the run \($0.printable)" } ?? ", and the run went no further"
            return [
                "from \(ClockText.text(at)) on nothing recorded tells: the edited plan would have "
                    + style.strong(edited.printable) + instead
            ]
        case .unreadable(let record, let problem):
            return [style.warned("record \(record) does not have what the edited plan reads: \(problem.printable)")]
        }
    }

    /// The same for programs.
    package static func json(_ replay: RunReplay, run: String, plan: String, doubts: [String]) -> JSONValue {
        [
            "format_version": 1,
            "run": .string(run),
            "plan": .string(plan),
            "doubts": .array(doubts.map(JSONValue.string)),
            "judgements": .integer(replay.judgements.compared),
            "alike": .integer(replay.judgements.alike),
            "rows": .array(
                replay.rows.map { row in
                    [
                        "at": .number(row.at.seconds),
                        "recorded": row.recorded.map(JSONValue.string) ?? .null,
                        "edited": row.edited.map(JSONValue.string) ?? .null,
                        "alike": .bool(row.isAlike),
                        "reason": row.reason.map(JSONValue.string) ?? .null,
                    ]
                }
            ),
            "end": end(replay.end),
        ]
    }

    private static func end(_ end: RunReplay.End) -> JSONValue {
        switch end {
        case .finished(let recorded, let edited):
            [
                "kind": "finished", "edited": .string(edited.rawValue),
                "recorded": recorded.map { .string($0.rawValue) } ?? .null,
            ]
        case .open(let at): ["kind": "open", "at": .number(at.seconds)]
        case .parted(let at, let edited, let recorded):
            [
                "kind": "parted", "at": .number(at.seconds), "edited": .string(edited),
                "recorded": recorded.map(JSONValue.string) ?? .null,
            ]
        case .unreadable(let record, let problem):
            ["kind": "unreadable", "record": .integer(record), "problem": .string(problem)]
        }
    }
}
