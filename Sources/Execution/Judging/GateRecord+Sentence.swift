extension GateRecord {
    /// The answer in a few words, such as "`accuracy >= 0.85` failed".
    var sentence: String {
        switch verdict {
        case .pass: "`\(text)` passed"
        case .fail: "`\(text)` failed" + (failures > 1 ? " \(failures) times in a row" : "")
        case .inconclusive: "`\(text)` has no answer"
        case .noData: "`\(text)` has too few observations"
        case .error: "`\(text)` could not be measured" + (problem.map { ": \($0)" } ?? "")
        }
    }

    /// Why a metric of it could not be had, where one could not.
    private var problem: String? {
        for reading in comparisons.flatMap(\.readings) { if let problem = reading.problem { return problem } }
        return nil
    }
}
