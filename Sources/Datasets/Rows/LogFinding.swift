import Diagnostics

/// What is wrong with a row, before anybody knows whether it will be shown.
struct LogFinding {
    enum Problem {
        case missingPrediction, notFinite, notATime, missingTime
        case negative, tooLarge
    }

    let problem: Problem
    let row: Int
    let slot: Int

    /// Notes it; what is said is put together only where it is shown.
    func add(to problems: inout LogProblems, _ rows: RowCells, _ slots: LogSlots, in text: Span<UInt8>) {
        let place = rows.place(row, slot)
        let name = slots.all[slot].column.name
        func written() -> String {
            problems.text(of: rows.cells[row * rows.width + slot].range, in: text)
        }
        let range = place.end > 0 ? place.range : rows.whole(row).range
        switch problem {
        case .missingPrediction:
            let message = "`\(name)` is missing, and no `error` says why"
            problems.add(LogCodes.missingPrediction, message, at: range, in: text)
        case .notFinite:
            let message = "`\(name)` is not a finite number: `\(written())`"
            problems.add(LogCodes.badLogValue, message, at: range, in: text)
        case .negative:
            let message = "`\(name)` is negative: `\(written())`"
            let help = ["leave a latency that is not known empty"]
            problems.add(LogCodes.badLogValue, message, at: range, in: text, help: help)
        case .tooLarge:
            let message = "`\(name)` is too large: `\(written())`"
            problems.add(LogCodes.badLogValue, message, at: range, in: text)
        case .notATime:
            let message = "`\(name)` is not a time: `\(written())`"
            let help = ["write it as in `2026-03-01T09:30:00Z`, or as seconds"]
            problems.add(LogCodes.badLogValue, message, at: range, in: text, help: help)
        case .missingTime:
            problems.add(LogCodes.badLogValue, "`\(name)` is missing", at: range, in: text)
        }
    }
}
