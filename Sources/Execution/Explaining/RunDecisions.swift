/// What was decided in a run, in order, and which of it somebody asks about.
package struct RunDecisions: Sendable {
    package let events: [Event]
    /// Where in `events` the judgements stand: of the risk, of stages.
    private let judgements: [Int]

    /// - Parameter events: The run's decisions, with or without the inputs between them.
    package init(_ events: [Event]) {
        self.events = events
        judgements = events.indices.filter { index in
            switch events[index].payload {
            case .assessed, .judged: true
            default: false
            }
        }
    }

    package var judgementCount: Int { judgements.count }

    /// The number of the judgement at a place, counted from 1.
    func number(at place: Int) -> Int? { judgements.firstIndex(of: place).map { $0 + 1 } }

    /// The place of what `name` asks about: a stage, an alert, `risk`, or the number of a judgement. Of a stage or the
    /// risk it is the last judgement that moved the run, of an alert the last change, and of `retry` the last cool-down or start.
    package func place(of name: String) -> Int? {
        place(ofStage: name) ?? place(ofAlert: name) ?? (name == "risk" ? lastAssessment : nil)
            ?? (name == "retry" ? lastRetry : nil) ?? place(ofNumber: name)
    }

    /// The last decision that moved the run, or what ended it.
    package var lastMove: Int? {
        let moves = events.indices.filter { isMove(events[$0]) }
        if let last = moves.last, case .failed = events[last].payload { return last }
        // A promotion, rollback or assessment decides; what follows from it decides nothing more.
        return moves.last ?? judgements.last
    }

    /// The names that can be asked about.
    package var names: [String] {
        var names: [String] = []
        for event in events {
            let name: String? =
                switch event.payload {
                case .assessed: "risk"
                case .judged(let judged): judged.stage
                case .approval(let change): change.stage
                case .alert(let change): change.name
                case .retry: "retry"
                default: nil
                }
            if let name, !names.contains(name) { names.append(name) }
        }
        return names
    }

    private func isMove(_ event: Event) -> Bool {
        switch event.payload {
        case .assessed, .failed: true
        case .judged(let judged): judged.decision != .goOn && judged.decision != .wait
        case .answered(let answered): answered.isAccepted && answered.action.endsWatch
        case .approval(let change): change.state != .awaiting
        case .hold(let change): change.state == .expired
        default: false
        }
    }

    private func place(ofStage name: String) -> Int? {
        let own = judgements.filter {
            if case .judged(let judged) = events[$0].payload { judged.stage == name } else { false }
        }
        return own.last { isMove(events[$0]) } ?? own.last ?? lastApproval(ofStage: name)
    }

    /// Of a stage that never began, what its approval came to.
    private func lastApproval(ofStage name: String) -> Int? {
        events.lastIndex { if case .approval(let change) = $0.payload { change.stage == name } else { false } }
    }

    private func place(ofAlert name: String) -> Int? {
        events.lastIndex { if case .alert(let change) = $0.payload { change.name == name } else { false } }
    }

    private var lastAssessment: Int? {
        events.lastIndex { if case .assessed = $0.payload { true } else { false } }
    }

    private var lastRetry: Int? { events.lastIndex { if case .retry = $0.payload { true } else { false } } }

    private func place(ofNumber text: String) -> Int? {
        guard let number = Int(text), judgements.indices.contains(number - 1) else { return nil }
        return judgements[number - 1]
    }
}

extension Event.Command.Action {
    /// Whether it moves the run by itself.
    fileprivate var endsWatch: Bool {
        switch self {
        case .promote, .rollback, .abort: true
        case .approve, .reject, .hold, .unhold: false
        }
    }
}
