import Datasets
import Plan

/// Which answers of a log count where each unit counts once: of each unit the first of each model, and the first request
/// that both have answered. Its memory grows with the units, not with the rows.
struct LogUnits {
    /// One model's answer to a request whose other answer has not been met.
    struct Answer: RoleAnswer {
        let role: ModelRole
        let predicted: Int32
        let actual: Int32
    }

    private let countsRequests: Bool
    private var seen: [ModelRole: Set<UInt64>] = [.candidate: [], .baseline: []]
    private var paired: Set<UInt64> = []
    private var open = OpenAnswers<Answer>()

    init(each independent: IndependentObservation) { countsRequests = independent == .requests }

    /// Whether this is the unit's first answer by the model.
    mutating func isFirst(_ unit: UInt64, by role: ModelRole) -> Bool {
        countsRequests || seen[role, default: []].insert(unit).inserted
    }

    /// The other model's answer to the request, where the pair counts; else this one waits for it.
    mutating func partner(of answer: Answer, to request: UInt64, from unit: UInt64) -> Answer? {
        guard request != 0, countsRequests || !paired.contains(unit),
            let other = open.partner(of: answer, to: request)
        else { return nil }
        paired.insert(unit)
        return other
    }

    mutating func endInterval() { open.endInterval() }
}
