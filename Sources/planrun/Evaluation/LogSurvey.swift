import Datasets

/// Keeps nothing of the rows of a log: what the log is, not what its rows say, is wanted.
struct LogSurvey: LogConsumer {
    mutating func add(_ batch: LogBatch, texts: LogTexts) {}
}
