package import Execution
package import Plan

/// How far a stage has come: one line redrawn on a terminal, and a plain line for each quarter of a stage elsewhere.
package struct RunProgress: Sendable {
    private let program: Program
    private let isRedrawn: Bool
    private var isDrawn = false
    private var quarter = 0

    /// - Parameter isRedrawn: Whether the text goes to a terminal that obeys escape sequences.
    package init(program: Program, isRedrawn: Bool) {
        self.program = program
        self.isRedrawn = isRedrawn
    }

    /// What takes the line away again, so that other text can be written in its place.
    package mutating func clear() -> String {
        guard isDrawn else { return "" }
        isDrawn = false
        return "\r\u{1b}[K"
    }

    /// What shows the progress after an event; empty where there is nothing new.
    ///
    /// - Parameter columns: The terminal's width, where it is known: a longer line would wrap, and only its last row
    ///   could be taken away again.
    package mutating func text(for event: Event, columns: Int?) -> String {
        if case .routed = event.payload { quarter = 0 }
        guard case .judged(let judged) = event.payload, [.goOn, .hold, .wait].contains(judged.decision),
            let stage = program.stages.first(where: { $0.name == judged.stage })
        else { return "" }
        // Nobody counts the requests that a router divides.
        let asked = program.traffic?.router == nil ? ", \(judged.samples) requests" : ""
        let line = "\(ClockText.text(event.at))  watch      \(judged.stage): \(judged.reason.printable)\(asked)"
        if isRedrawn {
            isDrawn = true
            // The last column stays free: some terminals go to the next row once it is written.
            return "\r\u{1b}[K" + TextColumns.cut(line, to: columns.map { $0 - 1 } ?? .max)
        }
        let reached = Int(4 * judged.watched.seconds / stage.duration.seconds)
        guard reached > quarter else { return "" }
        quarter = reached
        return line + "\n"
    }
}
