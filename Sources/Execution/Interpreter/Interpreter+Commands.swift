import Plan

// What people ask of a run.

extension Interpreter {
    /// What is to become of a command.
    private enum Ruling {
        case accepted(String)
        case refused(String)
    }

    /// Obeys a command or refuses it, and says which; a command that came before is passed over.
    func take(_ command: Event.Command, _ transition: inout Transition) {
        guard transition.state.commandKeys.insert(command.key).inserted else { return }
        let (isAccepted, reason) =
            switch ruling(on: command, transition.state) {
            case .accepted(let reason): (true, reason)
            case .refused(let reason): (false, reason)
            }
        transition.decide(
            .answered(
                Event.Answered(
                    key: command.key,
                    action: command.action,
                    who: command.who,
                    isAccepted: isAccepted,
                    reason: reason
                )
            )
        )
        if isAccepted { obey(command, &transition) }
    }

    private func ruling(on command: Event.Command, _ state: ReleaseState) -> Ruling {
        if isEnding(state) { return .refused("the run is ending already") }
        switch command.action {
        case .approve, .reject: return answer(command, state)
        case .hold:
            if state.descent != nil { return .refused("the release is on its way down, and nothing is promoted") }
            if let hold = state.operatorHold { return .refused("\(hold.who) holds the run already") }
            return .accepted("promotion waits" + command.remark)
        case .unhold:
            guard let hold = state.operatorHold else { return .refused("nobody holds the run") }
            return .accepted("the hold of \(hold.who) is over" + command.remark)
        case .promote:
            if state.descent != nil { return .refused("the release is on its way down") }
            if state.windowWait != nil { return .refused("the stage was promoted, and waits for a change window") }
            guard case .observe(let index)? = step(at: state.place)?.action else {
                return .refused("no stage is being watched")
            }
            if let hold = state.operatorHold { return .refused("\(hold.who) holds the run") }
            return named(command, program.stages[index].name, "watched")
                ?? .accepted("the rest of the watch is skipped" + command.remark)
        case .rollback, .abort: return .accepted("everyone is to have the baseline" + command.remark)
        }
    }

    private func answer(_ command: Event.Command, _ state: ReleaseState) -> Ruling {
        guard let approval = state.approval, let spec = program.stages[approval.stage].approval else {
            return .refused("no approval is awaited")
        }
        if let refusal = named(command, program.stages[approval.stage].name, "to be approved") { return refusal }
        guard spec.people.contains(command.who) else {
            let roles = spec.roles.map { "`\($0.name)`" }.joined(separator: " or ")
            return .refused("\(command.who) is not of \(roles)")
        }
        guard command.action == .approve else { return .accepted("refused" + command.remark) }
        if spec.excludesAuthor, command.who == state.author {
            return .refused("\(command.who) began the run, and whoever began it may not approve it")
        }
        if approval.approvers.contains(command.who) { return .refused("\(command.who) has approved it already") }
        guard let missing = spec.missing(from: approval.approvers + [command.who]) else {
            return .accepted("nobody is missing" + command.remark)
        }
        return .accepted("\(missing) must agree too" + command.remark)
    }

    /// A refusal where the command is meant for another stage than the one at hand.
    private func named(_ command: Event.Command, _ stage: String, _ what: String) -> Ruling? {
        guard let meant = command.stage, meant != stage else { return nil }
        return .refused("it is `\(stage)` that is \(what), not `\(meant)`")
    }

    private func obey(_ command: Event.Command, _ transition: inout Transition) {
        switch command.action {
        case .approve:
            transition.state.approval?.rejecters.removeAll { $0 == command.who }
            transition.state.approval?.approvers.append(command.who)
        case .reject: reject(command, &transition)
        case .hold:
            let until = transition.state.now + stageAtHand(transition.state).holdFor
            transition.state.operatorHold = OperatorHold(who: command.who, until: until)
            // Windows that pass while somebody holds the run are not counted.
            transition.state.windowWait = nil
            let reason = "asked for by \(command.who)" + command.remark
            transition.decide(.hold(Event.HoldChange(state: .held, cause: .people, until: until, reason: reason)))
        case .unhold:
            transition.state.operatorHold = nil
            let reason = "asked for by \(command.who)" + command.remark
            transition.decide(.hold(Event.HoldChange(state: .resumed, cause: .people, until: nil, reason: reason)))
        case .promote:
            transition.state.stage?.heldSince = nil
            transition.state.stage?.promotedBy = command.who
            advance(.done, &transition)
            advance(.promote, &transition)
        case .rollback:
            transition.state.isForGood = true
            // Between a rollback and the next start there is nothing left to take back.
            if transition.state.coolDownUntil != nil { transition.state.forcedOutcome = .rolledBack }
            giveUp("\(command.who) asked for it" + command.remark, &transition)
        case .abort:
            transition.state.forcedOutcome = .stopped
            giveUp("\(command.who) ended the run" + command.remark, &transition)
        }
    }

    /// The stage that is watched, or the first.
    private func stageAtHand(_ state: ReleaseState) -> StageSpec { program.stages[state.stage?.index ?? 0] }

    /// Whether the run is on its way to its end, which nothing changes any longer.
    func isEnding(_ state: ReleaseState) -> Bool {
        guard let step = step(at: state.place), step.isEnding else { return false }
        return step.action == .rollback ? !mayRetry(state) : true
    }
}
