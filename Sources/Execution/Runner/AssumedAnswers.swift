package import Plan

/// Answers approvals in the place of people, so that a dry run can go on to its end.
package struct AssumedAnswers: CommandSource {
    package enum Answer: String, Sendable, CaseIterable {
        /// As many agree as must.
        case approve
        /// The first who may speak refuses.
        case reject
        /// Nobody says anything.
        case expire
    }

    private let program: Program
    private let answer: Answer
    private let author: String?
    private var count = 0

    /// - Parameter author: Who began the run, and may not approve where a plan says so.
    package init(_ answer: Answer, program: Program, author: String?) {
        self.answer = answer
        self.program = program
        self.author = author
    }

    /// Whoever refuses says nothing more, so that a hold that follows lasts its time.
    package var isAttended: Bool { answer == .approve }

    package mutating func take(_ state: ReleaseState) throws(EventStoreError) -> [Event.Command] {
        command(in: state).map { [$0] } ?? []
    }

    /// What is said next; nil where nobody is asked, or nobody speaks.
    mutating func command(in state: ReleaseState) -> Event.Command? {
        guard answer != .expire, let approval = state.approval, let spec = program.stages[approval.stage].approval,
            approval.rejecters.isEmpty, let who = next(for: spec, after: approval.approvers)
        else { return nil }
        count += 1
        return Event.Command(
            key: "assumed-\(count)",
            action: answer == .reject ? .reject : .approve,
            who: who,
            note: "assumed",
            stage: program.stages[approval.stage].name
        )
    }

    /// Somebody of a role that nobody has spoken for, or else anybody who has not spoken.
    private func next(for spec: ApprovalSpec, after approvers: [String]) -> String? {
        func isFree(_ name: String) -> Bool {
            !approvers.contains(name) && !(spec.excludesAuthor && answer == .approve && name == author)
        }
        let open = spec.roles.filter { role in !approvers.contains { role.people.contains($0) } }
        return (open + spec.roles).flatMap(\.people).first(where: isFree)
    }
}
