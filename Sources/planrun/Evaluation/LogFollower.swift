import Evaluation
import Platform

/// Reads a log as it is written, until somebody interrupts or the file is no longer the one that it was.
struct LogFollower {
    /// Why nothing is read any longer.
    enum Ending {
        case interrupted
        /// Another file has its name, or none.
        case replaced
        /// It has become shorter than what was read of it.
        case truncated
        /// What was read makes what follows senseless.
        case over
    }

    let path: String
    /// How often what is added is read, in nanoseconds.
    let interval: Int64

    private static let pause = 100

    /// - Parameter show: Is handed the log whenever it has more rows.
    func follow(_ log: GrowingLog, show: (GrowingLog) throws -> Void) throws -> Ending {
        var log = log
        guard let first = awaitFirstLine() else { return .interrupted }
        var shown = 0
        while true {
            let ending = ending(first, after: log.offset)
            log.advance()
            if log.rowCount > shown || log.isOver {
                shown = log.rowCount
                try show(log)
            }
            if let ending = log.isOver ? .over : ending { return ending }
            rest()
        }
    }

    private func ending(_ first: FileMark, after offset: Int) -> Ending? {
        if Interrupt.received != nil { return .interrupted }
        guard let now = FileMark(path), now.isSame(as: first) else { return .replaced }
        return now.size < offset ? .truncated : nil
    }

    /// What the file is once it has a whole line, which says how it is written; nil where somebody interrupts before.
    private func awaitFirstLine() -> FileMark? {
        while Interrupt.received == nil {
            if let mark = FileMark(path), FileSystem.hasLine(path) { return mark }
            Clock.pause(milliseconds: Self.pause)
        }
        return nil
    }

    private func rest() {
        let end = Clock.monotonicNanoseconds() + interval
        while Interrupt.received == nil, Clock.monotonicNanoseconds() < end {
            let left = Int((end - Clock.monotonicNanoseconds()) / 1_000_000) + 1
            Clock.pause(milliseconds: max(1, min(Self.pause, left)))
        }
    }
}
