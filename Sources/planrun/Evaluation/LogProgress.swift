import Platform
import Synchronization

/// How far a log has been read, how fast, and how long it still takes: one line of a terminal, drawn again and again; elsewhere
/// nothing. Short logs are read before anybody could look.
final class LogProgress: Sendable {
    private struct State {
        /// Of each input, how many bytes have been read.
        var read: [Int]
        var shown: Int64 = 0
        var isVisible = false
    }

    /// The bytes of all inputs; nil where one of them does not say how long it is.
    private let total: Int?
    private let started = Clock.monotonicNanoseconds()
    private let isRedrawn = StandardStream.error.isAnsweringTerminal
    private let state: Mutex<State>

    /// - Parameter sizes: How long each input is; nil where it does not say.
    init(sizes: [Int?]) {
        let known = sizes.compactMap { $0 }
        total = known.count == sizes.count ? known.reduce(0, +) : nil
        state = Mutex(State(read: [Int](repeating: 0, count: sizes.count)))
    }

    /// Notes that an input has been read up to there; from any thread.
    func note(_ input: Int, _ bytes: Int) {
        guard isRedrawn else { return }
        let now = Clock.monotonicNanoseconds()
        state.withLock { state in
            state.read[input] = max(state.read[input], bytes)
            guard now - started > 500_000_000, now - state.shown > 100_000_000 else { return }
            state.shown = now
            state.isVisible = true
            let line = Self.line(state.read.reduce(0, +), of: total, after: Double(now - started) / 1e9)
            StandardStream.error.write("\r\u{1b}[K" + String(line.prefix((StandardStream.error.columns ?? 80) - 1)))
        }
    }

    /// Takes the line away.
    func clear() {
        state.withLock { state in
            if state.isVisible { StandardStream.error.write("\r\u{1b}[K") }
            state.isVisible = false
        }
    }

    static func line(_ read: Int, of total: Int?, after seconds: Double) -> String {
        let rate = Double(read) / seconds
        let speed = "\(Int(rate / 1e6)) MB/s"
        guard let total, total > 0 else { return "read \(read / 1_000_000) MB, \(speed)" }
        let share = min(1, Double(read) / Double(total))
        let filled = Int((share * 20).rounded(.down))
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: 20 - filled)
        let left = Int((Double(max(0, total - read)) / max(1, rate)).rounded(.up))
        return "[\(bar)] \(Int(share * 100))% of \(total / 1_000_000) MB, \(speed), \(left) s left"
    }
}
