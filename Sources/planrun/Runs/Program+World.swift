import Execution
import Plan

extension Program {
    /// The world that the program is carried out in.
    ///
    /// - Parameters:
    ///   - scenario: What goes wrong in a replay, or nil where nothing does.
    ///   - log: Where the answers of a replay are logged, or nil for nowhere.
    ///   - feedback: What people say beside the plan's file, or nil where they say nothing.
    ///   - past: The events of a run that goes on, in order.
    func world(
        folder: String,
        notifiers: [String: any Notifier],
        threads: Int,
        scenario: Scenario?,
        log: (any RequestSink)? = nil,
        feedback: (any FeedbackSource)? = nil,
        past: [Event] = []
    ) -> RunWorld {
        guard traffic?.log == nil else {
            return .recorded(RecordedWorld(program: self, folder: folder, notifiers: notifiers, past: past))
        }
        let world = ReplayWorld(
            program: self,
            folder: folder,
            notifiers: notifiers,
            threads: threads,
            scenario: scenario,
            log: log,
            feedback: feedback,
            past: past
        )
        return .replay(world)
    }
}
