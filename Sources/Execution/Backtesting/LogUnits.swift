import Datasets
import Plan

/// Which answers of a log count where each unit counts once: of each unit the first of each model, and the first request
/// that both have answered. Its memory grows with the units, not with the rows.
struct LogUnits {
    /// One model's answer to a request whose other answer has not been met.
    struct Answer {
        let role: ModelRole
        let predicted: Int32
        let actual: Int32
    }

    private let countsRequests: Bool
    private var seen: [ModelRole: Set<UInt64>] = [.candidate: [], .baseline: []]
    private var paired: Set<UInt64> = []
    /// The answers of this interval and those of the one before it, by their requests: a request's two are not far apart.
    private var open: [UInt64: Answer] = [:]
    private var older: [UInt64: Answer] = [:]

    init(each independent: IndependentObservation) { countsRequests = independent == .requests }

    /// Whether this is the unit's first answer by the model.
    mutating func isFirst(_ unit: UInt64, by role: ModelRole) -> Bool {
        countsRequests || seen[role, default: []].insert(unit).inserted
    }

    /// The other model's answer to the request, where the pair counts; else this one waits for it.
    mutating func partner(of answer: Answer, to request: UInt64, from unit: UInt64) -> Answer? {
        guard request != 0, countsRequests || !paired.contains(unit) else { return nil }
        guard let other = open[request] ?? older[request] else {
            open[request] = answer
            return nil
        }
        guard other.role != answer.role else { return nil }
        open[request] = nil
        older[request] = nil
        paired.insert(unit)
        return other
    }

    mutating func endInterval() {
        older = open
        open = [:]
    }
}
