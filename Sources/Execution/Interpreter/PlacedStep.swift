import Plan

/// A step as the interpreter takes it: where its results lead are places among the program's steps, not names.
/// It is referred to, as it is asked for several times an event.
final class PlacedStep: Sendable {
    private struct Way: Sendable {
        let result: Step.Result
        let place: Int
    }

    let action: Step.Action
    /// Whether it leads to more people with the candidate, so that the run may have to wait there.
    let mayPause: Bool
    /// Whether the run is on its way to its end there.
    let isEnding: Bool
    private let ways: [Way]

    init(_ step: Step, in program: Program) {
        action = step.action
        mayPause =
            switch step.action {
            case .approve, .route: true
            default: false
            }
        isEnding =
            switch step.action {
            case .rollback, .finish: true
            default: false
            }
        ways = step.successors.compactMap { successor in
            program.place(of: successor.step, near: 0).map { Way(result: successor.result, place: $0) }
        }
    }

    /// Where that result leads, or nil where the step cannot come to it.
    func place(after result: Step.Result) -> Int? {
        for way in ways where way.result == result { return way.place }
        return nil
    }
}
