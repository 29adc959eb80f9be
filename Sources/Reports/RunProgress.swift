package import Execution
package import Plan

/// How far a stage has come: one line redrawn on a terminal, and a plain line for each quarter of a stage elsewhere.
package struct RunProgress: Sendable {
    private let program: Program
    private let isTerminal: Bool
    private var isDrawn = false
    private var quarter = 0

    package init(program: Program, isTerminal: Bool) {
        self.program = program
        self.isTerminal = isTerminal
    }

    /// What takes the line away again, so that other text can be written in its place.
    package mutating func clear() -> String {
        guard isDrawn else { return "" }
        isDrawn = false
        return "\r\u{1b}[K"
    }

    /// What shows the progress after an event; empty where there is nothing new.
    package mutating func text(for event: Event) -> String {
        if case .routed = event.payload { quarter = 0 }
        guard case .judged(let judged) = event.payload, [.goOn, .hold].contains(judged.decision),
            let stage = program.stages.first(where: { $0.name == judged.stage })
        else { return "" }
        let line =
            "\(ClockText.text(event.at))  watch      \(judged.stage): \(judged.reason), \(judged.samples) requests"
        if isTerminal {
            isDrawn = true
            return "\r\u{1b}[K\(line)"
        }
        let reached = Int(4 * judged.watched.seconds / stage.duration.seconds)
        guard reached > quarter else { return "" }
        quarter = reached
        return line + "\n"
    }
}
