import Plan

/// Where the ways back lead from a judgement of a stage, as far as the records before it and the plan tell it.
struct WayBack {
    /// What a rollback by conditions and deadlines is called.
    let rollback: String
    /// What a step back is called.
    let stepBack: String
    /// On the way down, what follows where nothing speaks against the candidate; nil on the way up.
    let calm: String?

    private typealias Decision = Event.Judged.Decision

    init(from judged: Event.Judged, at time: Duration, after events: ArraySlice<Event>, _ program: Program?) {
        let own = judged.decision.rawValue
        let descent = Self.descent(events)
        guard let program, let index = program.stages.firstIndex(where: { $0.name == judged.stage }) else {
            let isBack = [Decision.rollback, .stepBack, .stepDown].contains(judged.decision)
            rollback = isBack ? own : Decision.rollback.rawValue
            stepBack = judged.decision == .stepBack ? own : rollback
            let isTripped = judged.decision == .rollback && judged.reason != JudgementReason.rested
            calm = descent == nil ? nil : isTripped ? "otherwise" : own
            return
        }
        let canStepBack = index > 0 && !Self.hasSteppedBack(judged.stage, events)
        let below = program.stages.descents.contains(index) ? Decision.stepDown : .rollback
        rollback =
            switch program.stages[index].rollback {
            case .previous where canStepBack: Decision.stepBack.rawValue
            case .steps: below.rawValue
            case .nothing, .previous: Decision.rollback.rawValue
            }
        stepBack = canStepBack ? Decision.stepBack.rawValue : rollback
        calm = descent.map { origin in
            let entered = events.last { if case .routed = $0.payload { true } else { false } }?.at ?? .zero
            let pause = program.stages.first { $0.name == origin }?.rollback.pause ?? .zero
            return time - entered >= pause ? below.rawValue : Decision.goOn.rawValue
        }
    }

    /// The stage in which the way down began that the run is on; nil where it is on none.
    private static func descent(_ events: ArraySlice<Event>) -> String? {
        var origin: String?
        for event in events.reversed() {
            switch event.payload {
            case .judged(let judged) where judged.decision == .stepDown: origin = judged.stage
            case .judged(let judged) where judged.decision == .goOn && judged.promoteIf.isEmpty: continue
            case .judged, .retry, .retraining, .assessed: return origin
            default: continue
            }
        }
        return origin
    }

    /// Whether a stage has gone back to the one before in the attempt at hand.
    private static func hasSteppedBack(_ stage: String, _ events: ArraySlice<Event>) -> Bool {
        for event in events.reversed() {
            switch event.payload {
            case .judged(let judged) where judged.stage == stage && judged.decision == .stepBack: return true
            case .retraining(let retraining) where retraining.attempt != nil: return false
            case .retry(let retry) where retry.state == .started: return false
            default: continue
            }
        }
        return false
    }
}
