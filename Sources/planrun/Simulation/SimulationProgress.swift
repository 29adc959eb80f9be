import Platform

/// How far simulated releases have come: one line of a terminal, drawn again and again; elsewhere nothing.
struct SimulationProgress {
    private let runs: Int
    private let isRedrawn = StandardStream.error.isAnsweringTerminal

    /// - Parameter runs: How many there are to be, over all points.
    init(runs: Int) { self.runs = runs }

    func show(_ done: Int) {
        guard isRedrawn else { return }
        let line = "simulated \(done) of \(runs) releases"
        StandardStream.error.write("\r\u{1b}[K" + String(line.prefix((StandardStream.error.columns ?? 80) - 1)))
    }

    /// Takes the line away.
    func clear() { if isRedrawn { StandardStream.error.write("\r\u{1b}[K") } }
}
