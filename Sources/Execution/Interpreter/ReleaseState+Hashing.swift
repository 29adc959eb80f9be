extension ReleaseState: Hashable {
    /// Hashes what tells most states apart; evidence is compared only where all this is the same.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(place)
        hasher.combine(now)
        hasher.combine(attempt)
        hasher.combine(stage?.index)
        hasher.combine(stage?.watched)
        hasher.combine(stage?.warmed)
        hasher.combine(stage?.heldSince)
        hasher.combine(stage?.promotedBy)
        hasher.combine(stage?.promoteFailures)
        hasher.combine(stage?.rollbackFailures)
        hasher.combine(approval)
        hasher.combine(operatorHold)
        hasher.combine(windowWait)
        hasher.combine(trouble)
        hasher.combine(unreadable)
        hasher.combine(steppedBack)
        hasher.combine(alerts)
        hasher.combine(notifications.count)
        hasher.combine(commandKeys.count)
        hasher.combine(forcedOutcome)
        hasher.combine(outcome)
        hasher.combine(reason)
    }
}
