import Diagnostics
import Plan
import Platform

/// The stages of a long plan with their typed conditions, found in parts, side by side.
///
/// Three rounds, and between them what parts have in common is put together in the order of the plan: the parts find the conditions
/// of their stages, each once; all different conditions are typed, and what they read is numbered as it is first read; the stages get
/// their conditions. Where a condition has anything wrong with it there is no result, as what is said of the first such condition
/// counts in what is said of the next.
struct DividedAnalysis {
    /// How many conditions are worth a thread that types them.
    private static let leastConditions = 500

    private(set) var stages: [AnalyzedPlan.Stage] = []
    /// What the conditions mean, and all that they read.
    private(set) var meanings: ConditionMeanings
    private(set) var attributeDiagnostics: [Diagnostic] = []

    /// - Parameter attributes: What is known of units, or nil where that is not known.
    init?(
        _ plans: [StagePlan],
        _ division: Division,
        _ typer: ConditionTyper,
        _ meanings: ConditionMeanings,
        attributes: [AttributePlan]?
    ) {
        guard division.stageRanges(plans.count).count > 1 else { return nil }
        self.meanings = meanings
        let wordings = division.stages(plans.count) { Wordings(plans[$0]) }
        let (gates, numbers) = Self.joined(wordings)
        guard let conditions = typed(gates, division, typer) else { return nil }
        // A condition without a type is none.
        let typedNumbers = numbers.map { $0.map { conditions[$0] == nil ? -1 : $0 } }
        let kinds = Self.kinds(wordings, typedNumbers, plans)
        let ranges = division.stageRanges(plans.count)
        let parts = Workers.map(count: ranges.count, threads: ranges.count) { part in
            let own = numbers[part].map { conditions[$0] }
            return Stages(plans[ranges[part]], wordings[part], own, kinds[part], attributes)
        }
        stages.reserveCapacity(plans.count)
        for part in parts {
            stages += part.stages
            attributeDiagnostics += part.diagnostics
        }
    }

    // MARK: The conditions of each part

    /// What the stages of a part say: their conditions by themselves.
    private struct Wordings: Sendable {
        /// A gate for each condition, in the order in which they are met.
        var gates: [GatePlan] = []
        /// The numbers of all gates of all stages among those, -1 for gates without a condition.
        var numbers: [Int32] = []
        /// What the stages want, each once, by those numbers, and the place of the first that does.
        var kinds: [(wanted: StageKinds.Wanted, stage: Int)] = []
        /// The number of each stage's kind.
        var kindNumbers: [Int32] = []

        init(_ stages: ArraySlice<StagePlan>) {
            var known: [ObjectIdentifier: Int] = [:]
            var knownKinds: [StageKinds.Wanted: Int] = [:]
            kindNumbers.reserveCapacity(stages.count)
            for (place, stage) in zip(stages.indices, stages) {
                let wanted = StageKinds.Wanted(stage) { gate in
                    let number = self.number(of: gate, &known)
                    numbers.append(Int32(number))
                    return number
                }
                let kind = knownKinds[wanted] ?? kinds.count
                if kind == kinds.count {
                    knownKinds[wanted] = kind
                    kinds.append((wanted, place))
                }
                kindNumbers.append(Int32(kind))
            }
        }

        private mutating func number(of gate: GatePlan, _ known: inout [ObjectIdentifier: Int]) -> Int {
            guard let wording = gate.wording, wording.syntax != nil else { return -1 }
            // What is not shared means what it means in its place.
            if wording.isShared, let number = known[ObjectIdentifier(wording)] { return number }
            let number = gates.count
            if wording.isShared { known[ObjectIdentifier(wording)] = number }
            gates.append(gate)
            return number
        }
    }

    /// The conditions of all parts, each once, and what numbers those of each part have among them.
    private static func joined(_ parts: [Wordings]) -> (gates: [GatePlan], numbers: [[Int]]) {
        var known: [ObjectIdentifier: Int] = [:]
        var gates: [GatePlan] = []
        let numbers = parts.map { part in
            part.gates.map { gate in
                let shared = gate.wording.flatMap { $0.isShared ? ObjectIdentifier($0) : nil }
                if let shared, let number = known[shared] { return number }
                if let shared { known[shared] = gates.count }
                gates.append(gate)
                return gates.count - 1
            }
        }
        return (gates, numbers)
    }

    /// The kinds of the stages of each part, by their numbers in it.
    private static func kinds(_ parts: [Wordings], _ numbers: [[Int]], _ plans: [StagePlan]) -> [[StageKind]] {
        var kinds = StageKinds()
        return zip(parts, numbers).map { part, numbers in
            part.kinds.map { kinds.kind(of: $0.wanted.renumbered(numbers), like: plans[$0.stage]) }
        }
    }

    // MARK: Their types

    /// The conditions with their types, or nil where there is anything to say about one. They are found by other numbers than they
    /// have, which only tell them apart.
    private mutating func typed(
        _ gates: [GatePlan],
        _ division: Division,
        _ typer: ConditionTyper
    ) -> [TypedCondition?]? {
        let ranges = division.parts(of: gates.count, least: Self.leastConditions)
        let first = meanings
        func type(_ wanted: [Int], _ unknowns: Unknowns) -> [Typed] {
            Workers.map(count: wanted.count, threads: wanted.count) { number in
                let range = ranges[wanted[number]]
                var meanings = first
                meanings.unknowns = unknowns
                meanings.count += range.lowerBound
                return Typed(gates[range], typer, meanings)
            }
        }
        var parts = type(Array(ranges.indices), first.unknowns)
        guard parts.allSatisfy(\.isClean) else { return nil }
        for part in parts { meanings.unknowns.note(part.unknowns) }
        meanings.count += gates.count
        // Where the same is read in another order, it is numbered by what was read before.
        let renumbered = parts.indices.filter { !parts[$0].unknowns.isBeginning(of: meanings.unknowns) }
        for (place, part) in zip(renumbered, type(renumbered, meanings.unknowns)) { parts[place] = part }
        return parts.flatMap(\.conditions)
    }

    private struct Typed: Sendable {
        let conditions: [TypedCondition?]
        let unknowns: Unknowns
        let isClean: Bool

        init(_ gates: ArraySlice<GatePlan>, _ typer: ConditionTyper, _ meanings: ConditionMeanings) {
            var (typer, meanings) = (typer, meanings)
            let findings = typer.diagnostics.count
            conditions = gates.map { meanings.condition(of: $0, by: &typer) }
            unknowns = meanings.unknowns
            isClean = typer.diagnostics.count == findings
        }
    }

    // MARK: The stages of each part

    private struct Stages: Sendable {
        var stages: [AnalyzedPlan.Stage] = []
        var diagnostics: [Diagnostic] = []

        init(
            _ plans: ArraySlice<StagePlan>,
            _ wordings: Wordings,
            _ conditions: [TypedCondition?],
            _ kinds: [StageKind],
            _ attributes: [AttributePlan]?
        ) {
            stages.reserveCapacity(plans.count)
            var numbers = wordings.numbers[...]
            for (plan, kind) in zip(plans, wordings.kindNumbers) {
                let count = plan.promoteIf.count + plan.rollbackIf.count
                let typed = numbers.prefix(count).map { $0 < 0 ? nil : conditions[Int($0)] }
                numbers = numbers.dropFirst(count)
                let units = plan.typedAttributes(attributes)
                diagnostics += units.diagnostics
                stages.append(
                    AnalyzedPlan.Stage(plan, attributes: units.condition, typed: typed, kind: kinds[Int(kind)])
                )
            }
        }
    }
}
