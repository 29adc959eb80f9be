import Plan

// Who must agree before a stage begins.

extension Interpreter {
    /// Begins to await the approval at hand, or leads on once it is given.
    ///
    /// - Returns: Whether the run has moved on.
    func settleApproval(stage index: Int, _ transition: inout Transition) -> Bool {
        guard let spec = program.stages[index].approval else { return false }
        guard let approval = transition.state.approval else {
            let until = transition.state.now + spec.within
            transition.state.approval = ApprovalState(stage: index, until: until)
            record(.awaiting, by: [], until: until, reason: spec.text, index, &transition)
            return false
        }
        guard approval.rejecters.isEmpty, spec.missing(from: approval.approvers) == nil else { return false }
        transition.state.approval = nil
        record(.approved, by: approval.approvers, until: nil, reason: spec.text, index, &transition)
        advance(.approved, &transition)
        return true
    }

    /// One of those who must agree has refused.
    func reject(_ command: Event.Command, _ transition: inout Transition) {
        guard var approval = transition.state.approval, let spec = program.stages[approval.stage].approval else {
            return
        }
        approval.approvers.removeAll { $0 == command.who }
        if !approval.rejecters.contains(command.who) { approval.rejecters.append(command.who) }
        let reason = "\(command.who) refused" + command.remark
        switch spec.ifRejected {
        case .hold:
            let until = prolong(&approval, transition.state)
            transition.state.approval = approval
            record(.rejected, by: approval.rejecters, until: until, reason: reason, approval.stage, &transition)
        case .rollback:
            record(.rejected, by: approval.rejecters, until: nil, reason: reason, approval.stage, &transition)
            end(approval, .rejected, reason, &transition)
        }
    }

    /// Takes what follows from the time that it is: people that have run out of it, and a hold that has lasted too long.
    func expire(_ transition: inout Transition) {
        let now = transition.state.now
        if let hold = transition.state.operatorHold, now >= hold.until {
            transition.state.operatorHold = nil
            let reason = "\(hold.who) held the run, and nobody let it go on"
            transition.decide(.hold(Event.HoldChange(state: .expired, cause: .people, until: nil, reason: reason)))
            transition.state.isForGood = true
            giveUp(reason, &transition)
        }
        guard var approval = transition.state.approval, now >= approval.until,
            let spec = program.stages[approval.stage].approval
        else { return }
        let missing = spec.missing(from: approval.approvers) ?? approval.rejecters.joined(separator: " and ")
        let reason = "time is up, and \(missing) \(approval.isLast ? "still " : "")did not agree"
        if spec.ifExpired == .hold, !approval.isLast {
            let until = prolong(&approval, transition.state)
            transition.state.approval = approval
            record(.expired, by: approval.approvers, until: until, reason: reason, approval.stage, &transition)
        } else {
            record(.expired, by: approval.approvers, until: nil, reason: reason, approval.stage, &transition)
            end(approval, .expired, reason, &transition)
        }
    }

    /// A hold gives those who must agree a last time, once.
    private func prolong(_ approval: inout ApprovalState, _ state: ReleaseState) -> Duration {
        if !approval.isLast { approval.until = state.now + program.stages[approval.stage].holdFor }
        approval.isLast = true
        return approval.until
    }

    private func end(
        _ approval: ApprovalState,
        _ result: Step.Result,
        _ reason: String,
        _ transition: inout Transition
    ) {
        transition.state.reason = "stage `\(program.stages[approval.stage].name)`: \(reason)"
        transition.state.approval = nil
        transition.state.isForGood = true
        let before = transition.state.place
        advance(result, &transition)
        // Where the step leads back to itself, the run was held already, and what follows a hold is the way back.
        if transition.state.place == before { giveUp(transition.state.reason, &transition) }
    }

    private func record(
        _ state: Event.ApprovalChange.State,
        by people: [String],
        until: Duration?,
        reason: String,
        _ stage: Int,
        _ transition: inout Transition
    ) {
        transition.decide(
            .approval(
                Event.ApprovalChange(
                    stage: program.stages[stage].name,
                    state: state,
                    by: people,
                    until: until,
                    reason: reason
                )
            )
        )
    }
}

extension ApprovalSpec {
    /// Everybody who may agree.
    package var people: Set<String> { Set(roles.flatMap(\.people)) }

    /// Who is still missing, in words, given who has agreed; nil where nobody is.
    func missing(from approvers: [String]) -> String? {
        let absent = roles.filter { role in !approvers.contains { role.people.contains($0) } }.map(\.name)
        if needsAllRoles, !absent.isEmpty { return absent.joined(separator: " and ") }
        let count = approvers.count { people.contains($0) }
        guard count < quorum else { return nil }
        if count == 0 { return (quorum > 1 ? "\(quorum) of " : "") + roles.map(\.name).joined(separator: " or ") }
        return "\(quorum - count) more of " + roles.map(\.name).joined(separator: " or ")
    }
}

extension Event.Command {
    /// The note, ready to be put behind a sentence.
    var remark: String { note.map { ": \($0)" } ?? "" }
}
