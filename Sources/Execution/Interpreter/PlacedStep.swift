import Plan

/// A step as the interpreter takes it: where its results lead are places among the program's steps, not names.
struct PlacedStep: Sendable {
    private struct Way: Sendable {
        let result: Step.Result
        let place: Int
    }

    let action: Step.Action
    private let ways: [Way]

    init(_ step: Step, in program: Program) {
        action = step.action
        ways = step.successors.compactMap { successor in
            program.place(of: successor.step, near: 0).map { Way(result: successor.result, place: $0) }
        }
    }

    /// Where that result leads, or nil where the step cannot come to it.
    func place(after result: Step.Result) -> Int? {
        for way in ways where way.result == result { return way.place }
        return nil
    }

    /// Whether it leads to more people with the candidate, so that the run may have to wait there.
    var mayPause: Bool {
        switch action {
        case .approve, .route: true
        default: false
        }
    }
}
