extension GateRecord {
    /// The answer in a few words, such as "`accuracy >= 0.85` failed".
    var sentence: String {
        switch verdict {
        case .pass: "`\(text)` passed"
        case .fail: "`\(text)` failed" + (failures > 1 ? " \(failures) times in a row" : "")
        case .inconclusive: "`\(text)` has no answer"
        case .noData: "`\(text)` has too few observations"
        }
    }
}
