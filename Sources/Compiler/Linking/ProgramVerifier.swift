package import Plan
package import Platform

/// Checks the steps of a linked program: a run can always go on, always ends, and needs every step there is.
///
/// No plan leads to what it finds; it guards the linker, and with it every run, against mistakes of the compiler's own.
package enum ProgramVerifier {
    package enum Problem: Hashable, Sendable {
        /// Two steps have this name.
        case duplicate(StepID)
        /// A step leads to one that is not there.
        case dangling(StepID, to: StepID)
        /// A step can come to a result that leads nowhere.
        case missing(StepID, Step.Result)
        /// A step has a successor for what it cannot come to.
        case excess(StepID, Step.Result)
        /// No way from the first step leads to this one.
        case unreachable(StepID)
        /// No way from this step leads to an end.
        case deadEnd(StepID)
        /// Steps that can follow one another without a bound, of which this is one.
        case endless(StepID)
        /// A step is about a part that the program does not have.
        case lost(StepID)
    }

    /// What is wrong with the steps of a program, in their order.
    package static func problems(of program: Program, _ division: Division = .none) -> [Problem] {
        let steps = program.steps
        let ways = StepWays(program)
        let alertsRetrain = program.alerts.contains { $0.consequence == .retrain }
        let canRetrain = program.stages.map { alertsRetrain || $0.canRetrain }
        let descents = program.stages.descents
        var seen = [Bool](repeating: false, count: ways.count)
        var duplicates: [Problem] = []
        for (place, number) in ways.numbers.enumerated() {
            if seen[Int(number)] { duplicates.append(.duplicate(steps[place].id)) }
            seen[Int(number)] = true
        }
        let known = seen
        var tasks: [@Sendable () -> [Problem]] = division.stageRanges(steps.count).map { range in
            { results(range, of: program, ways, canRetrain, descents, isKnown: known) }
        }
        tasks += [{ ends(ways, steps) }, { endless(ways) }]
        let work = tasks
        let found = division.tasks(work.count, aboutStages: program.stages.count) { work[$0]() }
        return duplicates + found.flatMap(\.self)
    }

    /// What is wrong with the results of some of the steps.
    ///
    /// - Parameters:
    ///   - canRetrain: Whether each stage can lead to retraining.
    ///   - descents: The stages from which a release can go one down.
    ///   - isKnown: Of each number whether a step has it.
    private static func results(
        _ range: Range<Int>,
        of program: Program,
        _ ways: StepWays,
        _ canRetrain: [Bool],
        _ descents: Range<Int>,
        isKnown: [Bool]
    ) -> [Problem] {
        var results: [Problem] = []
        for place in range {
            let step = program.steps[place]
            guard let expected = program.results(of: step.action, canRetrain, descents) else {
                results.append(.lost(step.id))
                continue
            }
            let given = ResultSet(step.successors)
            if given != expected {
                for result in Step.Result.allCases where given.contains(result) != expected.contains(result) {
                    results.append(given.contains(result) ? .excess(step.id, result) : .missing(step.id, result))
                }
            }
            for (successor, target) in zip(step.successors, ways.targets(of: place)) where !isKnown[Int(target)] {
                results.append(.dangling(step.id, to: successor.step))
            }
        }
        return results
    }

    /// Steps that no way leads to, and such from which none leads to an end.
    private static func ends(_ ways: StepWays, _ steps: [Step]) -> [Problem] {
        let reached = ways.closure(of: Array(ways.numbers.prefix(1)), over: .all)
        let ends = zip(steps, ways.numbers).filter { if case .finish = $0.0.action { true } else { false } }.map(\.1)
        let ending = ways.closure(of: ends, over: .all, backwards: true)
        return ways.steps { !reached[$0] }.map { .unreachable($0.id) }
            + ways.steps { !ending[$0] }.map { .deadEnd($0.id) }
    }

    /// Steps on a way that comes back without being counted: `go_on` is bounded by the deadline and the hold of its
    /// stage, a stage steps back once in an attempt and down to where nothing promotes any longer, each recipe is taken once, and starts after a rollback are counted, so that
    /// every other way must lead on.
    private static func endless(_ ways: StepWays) -> [Problem] {
        let uncounted = ways.edges { step, successor in
            switch (step.action, successor.result) {
            case (.judge, .goOn), (.judge, .stepBack), (.judge, .stepDown), (.retrain, .done), (.coolDown, .done): false
            // A run that is held for people goes on waiting for them, and for nothing else.
            case (.approve, .rejected), (.approve, .expired): successor.step != step.id
            default: true
            }
        }
        // What is left once every step is taken away that nothing left leads to, and every one that leads to nothing left.
        let (led, leading) = (ways.ordered(by: uncounted), ways.ordered(by: uncounted, backwards: true))
        return ways.steps { !led[$0] && !leading[$0] }.map { .endless($0.id) }
    }
}

/// Results of a step: long programs have hundreds of thousands of steps, whose results are compared at once.
private struct ResultSet: Equatable, ExpressibleByArrayLiteral {
    private var bits: UInt16 = 0

    init(arrayLiteral results: Step.Result...) {
        for result in results { bits |= Self.bit(of: result) }
    }

    init(_ results: ResultSet) { self = results }

    init(_ successors: [Step.Successor]) {
        for successor in successors { bits |= Self.bit(of: successor.result) }
    }

    func contains(_ result: Step.Result) -> Bool { bits & Self.bit(of: result) != 0 }

    func union(_ other: ResultSet) -> ResultSet {
        var both = self
        both.bits |= other.bits
        return both
    }

    private static func bit(of result: Step.Result) -> UInt16 {
        switch result {
        case .done: 1 << 0
        case .lowRisk: 1 << 1
        case .highRisk: 1 << 2
        case .goOn: 1 << 3
        case .promote: 1 << 4
        case .stepBack: 1 << 5
        case .rollback: 1 << 6
        case .retrain: 1 << 7
        case .exhausted: 1 << 8
        case .approved: 1 << 9
        case .rejected: 1 << 10
        case .expired: 1 << 11
        case .stepDown: 1 << 12
        }
    }
}

extension Program {
    /// What a step can come to, or nil where it is about a part that the program does not have.
    ///
    /// - Parameters:
    ///   - canRetrain: Whether each stage can lead to retraining.
    ///   - descents: The stages from which a release can go one down.
    fileprivate func results(of action: Step.Action, _ canRetrain: [Bool], _ descents: Range<Int>) -> ResultSet? {
        switch action {
        case .prepare(let name): reads(name) ? [.done] : nil
        case .train(let role): model(role).map(canTrain) == true ? [.done] : nil
        case .load(let role): model(role)?.file != nil ? [.done] : nil
        case .assess: risk != nil ? [.lowRisk, .highRisk] : nil
        case .approve(let stage):
            stages.indices.contains(stage) && stages[stage].approval != nil ? [.approved, .rejected, .expired] : nil
        case .route(let stage), .observe(let stage): stages.indices.contains(stage) ? [.done] : nil
        case .judge(let stage):
            stages.indices.contains(stage)
                ? ResultSet([.goOn, .promote, .rollback])
                    .union(stage > 0 && stages[stage].stepsBack ? [.stepBack] : [])
                    .union(descents.contains(stage) ? [.stepDown] : [])
                    .union(canRetrain[stage] ? [.retrain] : []) : nil
        case .withdraw, .rollback: [.done]
        case .retrain: [.done, .exhausted]
        case .coolDown: retry != nil ? [.done, .exhausted] : nil
        case .finish: []
        }
    }

    private func canTrain(_ model: ModelSpec) -> Bool {
        model.training != nil || (model.role == .candidate && !model.retrainers.isEmpty)
    }

    private func reads(_ name: String) -> Bool {
        data.contains { $0.name == name } || (name == TrafficSpec.logName && traffic?.log != nil)
    }
}

extension StageSpec {
    /// Whether a condition of the stage, or its deadline, asks for retraining.
    fileprivate var canRetrain: Bool {
        otherwise == .retrain || promoteIf.contains { $0.consequence == .retrain }
            || rollbackIf.contains { $0.consequence == .retrain }
    }
}

extension ProgramVerifier.Problem {
    /// The problem in words.
    package var text: String {
        switch self {
        case .duplicate(let step): "two steps are named `\(step)`"
        case .dangling(let step, let other): "`\(step)` leads to `\(other)`, and there is no such step"
        case .missing(let step, let result): "`\(step)` can come to `\(result.rawValue)`, which leads nowhere"
        case .excess(let step, let result): "`\(step)` cannot come to `\(result.rawValue)`, which leads somewhere"
        case .unreachable(let step): "nothing leads to `\(step)`"
        case .deadEnd(let step): "no end can be reached from `\(step)`"
        case .endless(let step): "`\(step)` can follow itself without end"
        case .lost(let step): "`\(step)` is about something that is not there"
        }
    }
}
