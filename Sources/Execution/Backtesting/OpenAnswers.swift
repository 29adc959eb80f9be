import Plan

/// Answers of one model to requests whose other answer has not been met.
///
/// Kept are those of this interval and of the one before it: a request's two are not far apart.
struct OpenAnswers<Answer: RoleAnswer> {
    private var current: [UInt64: Answer] = [:]
    private var older: [UInt64: Answer] = [:]

    /// The other model's answer to the request; else this one waits for it.
    mutating func partner(of answer: Answer, to request: UInt64) -> Answer? {
        guard let other = current[request] ?? older[request] else {
            current[request] = answer
            return nil
        }
        guard other.role != answer.role else { return nil }
        current[request] = nil
        older[request] = nil
        return other
    }

    mutating func endInterval() {
        older = current
        current = [:]
    }
}

/// What one model answered.
protocol RoleAnswer {
    var role: ModelRole { get }
}
