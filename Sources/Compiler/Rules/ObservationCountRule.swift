import Diagnostics
import Plan

/// A stage is judged a bounded number of times, so that a run of it ends within anyone's patience.
enum ObservationCountRule: Rule {
    /// A month of judging every three seconds.
    private static let most = 1_000_000

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        // A log has a clock of its own.
        let today = plan.plan.traffic?.log == nil ? plan.facts.today : nil
        let changes = plan.plan.changes?.spec.leavingOut(before: today)
        let wait = changes?.longestWait ?? .zero
        return plan.stages.compactMap { stage in
            guard let watch = stage.plan.watch, let every = watch.every, every.value > .zero,
                let deadline = watch.deadline
            else { return nil }
            let waits = wait > .zero ? (wait + watch.holdFor) * ChangesSpec.mostWaits : .zero
            let watched = (watch.warmUp?.value ?? .zero) + deadline + watch.holdFor
            let longest = watched + waits
            let isWaiting = watched / every.value <= Double(most)
            guard longest / every.value > Double(most) else { return nil }
            return Diagnostic(
                .tooManyObservations,
                "the stage could be judged more than a million times",
                at: .init(every.span, "judged so often"),
                notes: [
                    "counted up to its deadline after \(deadline.planText), and through a hold of \(watch.holdFor.planText)"
                        + (wait > .zero ? " and while it waits for change windows" : "")
                ],
                help: [
                    "make `every` \(shortest(for: longest).planText) or longer"
                        + (isWaiting ? ", or leave out less time under `changes`" : "")
                ]
            )
        }
    }

    /// The shortest whole number of milliseconds, or of seconds, that divides the time into few enough intervals.
    private static func shortest(for time: Duration) -> Duration {
        let seconds = time.seconds / Double(most)
        return seconds < 1 ? .milliseconds(Int((seconds * 1000).rounded(.up))) : .seconds(Int(seconds.rounded(.up)))
    }
}
