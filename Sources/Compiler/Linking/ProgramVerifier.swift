package import Plan

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
    package static func problems(of program: Program) -> [Problem] {
        let steps = program.steps
        var seen: Set<StepID> = []
        let duplicates = steps.map(\.id).filter { !seen.insert($0).inserted }.map(Problem.duplicate)
        let results = steps.flatMap { step -> [Problem] in
            guard let expected = program.results(of: step.action) else { return [.lost(step.id)] }
            let given = Set(step.successors.map(\.result))
            return Step.Result.allCases.compactMap { result in
                if expected.contains(result), !given.contains(result) { return .missing(step.id, result) }
                return given.contains(result) && !expected.contains(result) ? .excess(step.id, result) : nil
            } + step.successors.filter { !seen.contains($0.step) }.map { .dangling(step.id, to: $0.step) }
        }
        let reached = closure(of: steps.prefix(1).map(\.id), over: steps.edges)
        let reversed = steps.edges.map { ($0.to, $0.from) }
        let ends = steps.filter { if case .finish = $0.action { true } else { false } }.map(\.id)
        let ending = closure(of: ends, over: reversed)
        return duplicates + results + steps.filter { !reached.contains($0.id) }.map { .unreachable($0.id) }
            + steps.filter { !ending.contains($0.id) }.map { .deadEnd($0.id) } + endless(steps)
    }

    /// The steps that edges lead to from some of them, with those.
    private static func closure(of start: [StepID], over edges: [(from: StepID, to: StepID)]) -> Set<StepID> {
        let next = Dictionary(grouping: edges, by: \.from)
        var (found, open) = (Set(start), start)
        while let step = open.popLast() {
            for edge in next[step] ?? [] where found.insert(edge.to).inserted { open.append(edge.to) }
        }
        return found
    }

    /// Steps on a way that comes back without being counted: `go_on` is bounded by the deadline and the hold of its
    /// stage, and each recipe is taken once, so that every other way must lead on.
    private static func endless(_ steps: [Step]) -> [Problem] {
        let uncounted = steps.flatMap { step in
            step.successors.filter { successor in
                switch (step.action, successor.result) {
                case (.judge, .goOn), (.retrain, .done): false
                // A run that is held for people goes on waiting for them, and for nothing else.
                case (.approve, .rejected), (.approve, .expired): successor.step != step.id
                default: true
                }
            }.map { (from: step.id, to: $0.step) }
        }
        // What is left once every step is taken away that nothing left leads to, and every one that leads to nothing left.
        let turning = Set(steps.map(\.id)).subtracting(sorted(steps.map(\.id), uncounted))
            .subtracting(sorted(steps.map(\.id), uncounted.map { ($0.to, $0.from) }))
        return steps.filter { turning.contains($0.id) }.map { .endless($0.id) }
    }

    /// The steps that can be put in an order in which every edge leads on: those that no cycle leads to.
    private static func sorted(_ steps: [StepID], _ edges: [(from: StepID, to: StepID)]) -> [StepID] {
        let next = Dictionary(grouping: edges, by: \.from)
        var waiting: [StepID: Int] = [:]
        for edge in edges { waiting[edge.to, default: 0] += 1 }
        var open = Set(steps).filter { waiting[$0] == nil }.map { $0 }
        var order: [StepID] = []
        while let step = open.popLast() {
            order.append(step)
            for edge in next[step] ?? [] {
                let left = (waiting[edge.to] ?? 1) - 1
                waiting[edge.to] = left
                if left == 0 { open.append(edge.to) }
            }
        }
        return order
    }
}

extension [Step] {
    fileprivate var edges: [(from: StepID, to: StepID)] {
        flatMap { step in step.successors.map { (step.id, $0.step) } }
    }
}

extension Program {
    /// What a step can come to, or nil where it is about a part that the program does not have.
    fileprivate func results(of action: Step.Action) -> Set<Step.Result>? {
        switch action {
        case .prepare(let name): data.contains { $0.name == name } ? [.done] : nil
        case .train(let role): model(role)?.training != nil ? [.done] : nil
        case .assess: risk != nil ? [.lowRisk, .highRisk] : nil
        case .approve(let stage):
            stages.indices.contains(stage) && stages[stage].approval != nil ? [.approved, .rejected, .expired] : nil
        case .route(let stage), .observe(let stage): stages.indices.contains(stage) ? [.done] : nil
        case .judge(let stage):
            stages.indices.contains(stage)
                ? Set([.goOn, .promote, .rollback] + (canRetrain(in: stages[stage]) ? [.retrain] : [])) : nil
        case .withdraw, .rollback: [.done]
        case .retrain: [.done, .exhausted]
        case .finish: []
        }
    }

    private func canRetrain(in stage: StageSpec) -> Bool {
        stage.otherwise == .retrain || alerts.contains { $0.consequence == .retrain }
            || (stage.promoteIf + stage.rollbackIf).contains { $0.consequence == .retrain }
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
