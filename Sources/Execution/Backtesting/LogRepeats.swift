import Plan

/// Which requests of a log a model answers more than once: those that it has answered in this interval or the one before it.
struct LogRepeats {
    private var open: [ModelRole: Set<UInt64>] = [:]
    private var older: [ModelRole: Set<UInt64>] = [:]

    /// Takes an answer: 1 where the model has answered the request before, 0 where it has not, and not a number where nothing says
    /// which request it is.
    mutating func take(_ request: UInt64, _ role: ModelRole) -> Double {
        guard request != 0 else { return .nan }
        let isNew = open[role, default: []].insert(request).inserted
        return isNew && older[role]?.contains(request) != true ? 0 : 1
    }

    mutating func endInterval() {
        older = open
        open = [:]
    }
}
