import Plan

/// What stages have in common whose gates ask for the same, wherever they stand.
final class StageKind: Sendable {
    let number: Int
    /// The most failures in a row that a gate takes to count.
    let mostFailures: Int
    /// Whether a gate says what follows on it.
    let statesConsequences: Bool
    /// Whether a gate says how sure it must be.
    let statesEvidence: Bool
    /// Whether a gate says which segments are large enough.
    let statesLeastSegment: Bool
    /// Whether a gate of `promote_if` is passed over where it has no data, or cannot be measured.
    let passesOver: Bool

    fileprivate init(_ number: Int, _ stage: StagePlan) {
        let gates = stage.promoteIf + stage.rollbackIf
        self.number = number
        mostFailures = gates.map(\.failures).max() ?? 1
        statesConsequences = gates.contains { $0.consequence != nil }
        statesEvidence = gates.contains { $0.evidence != nil }
        statesLeastSegment = gates.contains { $0.leastSegment != nil }
        passesOver = stage.promoteIf.contains { $0.noData?.value == .ignore || $0.onError?.value == .ignore }
    }
}

/// Tells stages apart by what their gates ask for, so that what is proved of one need not be proved again of its likes.
struct StageKinds {
    /// What the gates of a stage ask for.
    struct Wanted: Hashable, Sendable {
        /// The number of each gate's condition, -1 for none, and that of what it says beside it, those of `promote_if` first.
        private(set) var gates: [Int] = []
        private let promoting: Int
        /// Whether an alert has its observations wherever the stage has.
        private let meetsAlerts: Bool

        /// - Parameter number: The number of a gate's condition, gate by gate.
        init(_ stage: StagePlan, _ number: (GatePlan) -> Int) {
            promoting = stage.promoteIf.count
            meetsAlerts = stage.meetsAlerts
            gates.reserveCapacity(2 * (stage.promoteIf.count + stage.rollbackIf.count))
            for gate in stage.promoteIf { append(gate, number(gate)) }
            for gate in stage.rollbackIf { append(gate, number(gate)) }
        }

        private mutating func append(_ gate: GatePlan, _ number: Int) {
            gates.append(number)
            gates.append(gate.saysMore ? gate.detailsNumber : 0)
        }

        /// The same with other numbers for the conditions.
        func renumbered(_ numbers: [Int]) -> Wanted {
            var renumbered = self
            for place in stride(from: 0, to: gates.count, by: 2) where gates[place] >= 0 {
                renumbered.gates[place] = numbers[gates[place]]
            }
            return renumbered
        }

        func hash(into hasher: inout Hasher) {
            gates.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(promoting)
        }
    }

    private var kinds: [Wanted: StageKind] = [:]

    /// The kind of stages that want this, of which `stage` is one.
    mutating func kind(of wanted: Wanted, like stage: StagePlan) -> StageKind {
        if let known = kinds[wanted] { return known }
        let new = StageKind(kinds.count, stage)
        kinds[wanted] = new
        return new
    }
}

extension GatePlan {
    /// What it says beside its condition, as a number of its own; 0 for nothing.
    fileprivate var detailsNumber: Int {
        let consequence =
            switch self.consequence?.value {
            case nil: 0
            case .warn?: 1
            case .hold?: 2
            case .rollback?: 3
            case .retrain?: 4
            case .stepBack?: 5
            }
        let evidence =
            switch self.evidence?.value {
            case nil: 0
            case .point?: 1
            case .interval?: 2
            case .sequential?: 3
            }
        let noData =
            switch self.noData?.value ?? .hold {
            case .hold: 0
            case .ignore: 1
            }
        let onError =
            switch self.onError?.value ?? .hold {
            case .hold: 0
            case .rollback: 1
            case .ignore: 2
            }
        // Numbers of failures and sizes of segments are bounded.
        let numbers = (leastSegment?.value ?? 0) << 20 | (failures - 1) << 10
        return numbers | consequence << 6 | evidence << 4 | noData << 2 | onError
    }
}

extension StagePlan {
    /// Whether alerts have data wherever the stage has.
    var meetsAlerts: Bool { watch.map { $0.minimumSamples >= WatchSection.defaultMinimumSamples } ?? false }
}
