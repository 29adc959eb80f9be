import Plan
import Platform

/// Lays a plan out as steps: preparation, training, assessment, a loop of observing and judging for each stage, and the
/// ways back. Steps that nothing leads to are not made.
struct StepGraph {
    let data: [DataSpec]
    let models: [ModelSpec]
    let risk: RiskSpec?
    let stages: [StageSpec]
    /// Whether requests are those of a log, which is read before anything else.
    private let readsLog: Bool
    /// Whether an alert asks for retraining, which it can in any stage.
    private let alertsRetrain: Bool
    private let retries: Bool
    private let descents: Range<Int>

    private let released: StepID = "finish.released"
    private let rolledBack: StepID = "finish.rolled_back"
    private let stopped: StepID = "finish.stopped"

    init(
        data: [DataSpec],
        models: [ModelSpec],
        traffic: TrafficSpec,
        risk: RiskSpec?,
        stages: [StageSpec],
        alerts: [AlertSpec],
        retries: Bool
    ) {
        readsLog = traffic.log != nil
        self.data = data
        self.models = models
        self.risk = risk
        self.stages = stages
        self.retries = retries
        descents = stages.descents
        alertsRetrain = alerts.contains { $0.consequence == .retrain }
    }

    /// All steps, in their order.
    func steps(_ division: Division) -> [Step] {
        let (head, back) = (preparation + assessment, waysBack)
        var parts = division.stages(stages.count) { range in
            // The first part has room for the others.
            let isFirst = range.lowerBound == 0
            return loops(of: range, after: isFirst ? head : [], room: isFirst ? stages.count : range.count)
        }
        var steps = Division.join(&parts)
        steps += back
        steps += ends(after: back)
        return steps
    }

    private func loops(of range: Range<Int>, after head: [Step], room: Int) -> [Step] {
        guard !range.isEmpty else { return head }
        var steps = head
        steps.reserveCapacity(head.count + 3 * room + 8)
        var begin = entry(range.lowerBound)
        for index in range {
            // The name that one stage leads to and the next one has is the same text in memory.
            let next = index + 1 < stages.count ? entry(index + 1) : released
            appendStage(index, from: begin, to: next, &steps)
            begin = next
        }
        return steps
    }

    /// Data in the order of the plan and the log of the traffic, then the baseline, then the candidate.
    private var preparation: [Step] {
        let names = data.map(\.name) + (readsLog ? [TrafficSpec.logName] : [])
        var actions: [(StepID, Step.Action)] = names.map { (StepID("prepare.\($0)"), .prepare(data: $0)) }
        for role in ModelRole.allCases {
            for model in models where model.role == role {
                if model.training != nil { actions.append((StepID("train.\(role.rawValue)"), .train(role))) }
                if model.file != nil { actions.append((StepID("load.\(role.rawValue)"), .load(role))) }
            }
        }
        let next = actions.dropFirst().map(\.0) + [afterTraining]
        return zip(actions, next).map { Step($0.0, $0.1, [.init(.done, $1)]) }
    }

    private var afterTraining: StepID { risk == nil ? entry(0) : "assess" }

    private var assessment: [Step] {
        guard let risk else { return [] }
        let high: StepID = risk.otherwise == .retrain ? "retrain" : stopped
        return [Step("assess", .assess, [.init(.lowRisk, entry(0)), .init(.highRisk, high)])]
    }

    /// Where a stage begins: with those who must agree, if there are any.
    private func entry(_ stage: Int) -> StepID {
        stages[stage].approval == nil ? route(stage) : StepID("\(stages[stage].name).approve")
    }

    private func approval(_ approval: ApprovalSpec, of index: Int, named name: StepID, then route: StepID) -> Step {
        let refused = index == 0 ? stopped : "rollback"
        return Step(
            name,
            .approve(stage: index),
            [
                .init(.approved, route),
                .init(.rejected, approval.ifRejected == .hold ? name : refused),
                .init(.expired, approval.ifExpired == .hold ? name : refused),
            ]
        )
    }

    private func route(_ stage: Int) -> StepID { StepID(stages[stage].name + ".route") }

    private func appendStage(_ index: Int, from begin: StepID, to next: StepID, _ steps: inout [Step]) {
        let name = stages[index].name
        let approval = stages[index].approval
        let route = approval == nil ? begin : route(index)
        let observe = StepID(name + ".observe")
        let judge = StepID(name + ".judge")
        var results: [Step.Successor] = [.init(.goOn, observe), .init(.promote, next), .init(.rollback, "rollback")]
        if index > 0, stages[index].stepsBack { results.append(.init(.stepBack, self.route(index - 1))) }
        if descents.contains(index) { results.append(.init(.stepDown, self.route(index - 1))) }
        if canRetrain(in: stages[index]) { results.append(.init(.retrain, "withdraw")) }
        if let approval { steps.append(self.approval(approval, of: index, named: begin, then: route)) }
        steps.append(Step(route, .route(stage: index), [.init(.done, observe)]))
        steps.append(Step(observe, .observe(stage: index), [.init(.done, judge)]))
        steps.append(Step(judge, .judge(stage: index), results))
    }

    private func canRetrain(in stage: StageSpec) -> Bool {
        stage.otherwise == .retrain || alertsRetrain
            || stage.promoteIf.contains { $0.consequence == .retrain }
            || stage.rollbackIf.contains { $0.consequence == .retrain }
    }

    private var waysBack: [Step] {
        var steps: [Step] = []
        let withdraws = stages.contains(where: canRetrain)
        if withdraws { steps.append(Step("withdraw", .withdraw, [.init(.done, "retrain")])) }
        if withdraws || risk?.otherwise == .retrain {
            steps.append(
                Step("retrain", .retrain, [.init(.done, "train.candidate"), .init(.exhausted, stopped)])
            )
            // Made elsewhere, it is trained when it is trained again, and not before.
            if models.contains(where: { $0.role == .candidate && $0.training == nil }) {
                steps.append(Step("train.candidate", .train(.candidate), [.init(.done, afterTraining)]))
            }
        }
        guard retries else { return steps + [Step("rollback", .rollback, [.init(.done, rolledBack)])] }
        let coolDown: StepID = "cool_down"
        return steps + [
            Step("rollback", .rollback, [.init(.done, coolDown)]),
            Step(coolDown, .coolDown, [.init(.done, afterTraining), .init(.exhausted, rolledBack)]),
        ]
    }

    private func ends(after waysBack: [Step]) -> [Step] {
        let stops = risk != nil || stages.first?.approval != nil || waysBack.contains { $0.action == .retrain }
        return [
            Step(released, .finish(.released), []),
            Step(rolledBack, .finish(.rolledBack), []),
        ] + (stops ? [Step(stopped, .finish(.stopped), [])] : [])
    }
}
