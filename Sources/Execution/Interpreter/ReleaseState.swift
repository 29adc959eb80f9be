import Metrics
package import Plan

/// All that the interpreter knows of a run. It follows from the program and the events so far, and from nothing else.
package struct ReleaseState: Sendable, Equatable {
    /// Where the step at hand stands among the program's steps.
    package var place: Int
    /// The run's own time.
    package var now: Duration = .zero
    /// Which recipe of the candidate is in use, counted from 1.
    package var attempt = 1
    /// What outcomes over each data set stand for, by the data set's name.
    var layouts: [String: OutcomeLayout] = [:]
    /// The stage whose audience has the candidate.
    var stage: StageState?
    var history: EvidenceHistory
    /// What each unit was shown once by the candidate that is in use, in all stages; nil where nobody looks at it.
    var units: UnitEvidence?
    /// The state of each alert, in the program's order.
    var alerts: [AlertState]
    /// What notifiers have yet to be told, oldest first.
    var notifications: [Notification] = []
    /// How many notifications there have been: the numbers in their keys.
    var notificationCount = 0
    /// The reason to give when the run ends.
    package var reason = ""
    /// Who began the run, where an approval excludes them.
    var author: String?
    /// What the run's time is by the calendar, where the program has change windows.
    var calendar: ReleaseCalendar? {
        get { boxedCalendar?.value }
        set { boxedCalendar = newValue.map(Boxed.init) }
    }
    private var boxedCalendar: Boxed<ReleaseCalendar>?
    /// How often the release has started again after a rollback.
    var retries = 0
    /// Until when nobody has the candidate before it starts again, or nil.
    var coolDownUntil: Duration?
    /// Whether people, or the lack of their leave, have taken the candidate back: then it does not start again.
    var isForGood = false
    /// What a stage that is to begin waits for, or nil.
    var windowWait: WindowWait?
    /// The approval that is awaited, or nil.
    var approval: ApprovalState?
    /// What keeps promotion waiting because somebody asked for it, or nil.
    var operatorHold: OperatorHold?
    /// The keys of the commands that have come.
    package var commandKeys: Set<String> = []
    /// What could not be carried out of late, and when it is tried again; nil where nothing failed.
    var trouble: Trouble?
    /// The metrics that the last observation could not have, as `unreadable` names them: they are not read again at once.
    var unreadable: Set<String> = []
    /// The stages that have gone back to the stage before in this attempt.
    var steppedBack: Set<Int> = []
    /// The way down that the audience is on, stage by stage, until nobody has the candidate; nil on the way up.
    var descent: Descent?
    /// How the run ends, whatever its last step says: a step could not be carried out, or somebody ended the run.
    var forcedOutcome: Outcome?
    /// How the run ended, or nil while it goes on.
    package var outcome: Outcome?

    init(place: Int, history: EvidenceHistory, alertCount: Int) {
        self.place = place
        self.history = history
        self.alerts = Array(repeating: .inactive, count: alertCount)
    }

    /// The index of the stage at hand, or nil before the first and after the last.
    package var stageIndex: Int? { stage?.index }

    /// How often in a row the effect at hand has failed.
    package var failures: Int { trouble?.count ?? 0 }

    /// The stage whose approval is awaited, or nil.
    package var awaitedStageIndex: Int? { approval?.stage }
    /// Whether somebody holds the run.
    package var isHeld: Bool { operatorHold != nil }
}

/// The way of an audience down to nobody.
struct Descent: Sendable, Hashable {
    /// The stage that it began in.
    let from: Int
    /// Until when the stage at hand has the candidate; nil while nobody has been routed there.
    var until: Duration?
}

/// An effect that fails and is tried again.
struct Trouble: Sendable, Hashable {
    /// How often in a row it has failed.
    var count: Int
    /// Since when nothing came of it.
    let since: Duration
    var retryAt: Duration
    /// Whether an interval is over of which only a metric could not be had, and what it has shown is read again.
    var isReading = false
}

/// A stage while it is being watched.
struct StageState: Sendable, Equatable {
    let index: Int
    /// Up to when it has been observed: since it was entered, or since the last interval ended. What people ask meanwhile moves
    /// the run's time on, and takes nothing from an interval.
    var observedTo: Duration
    /// How long it has been looked at in its warm-up.
    var warmed: Duration = .zero
    /// How long it has been watched, since its warm-up was over.
    var watched: Duration = .zero
    /// What somebody reads in the stage of what both models have shown since it began; nil where nothing was counted.
    var evidence: PairedEvidence?
    /// How many requests the candidate has answered, beside those that the evidence counts.
    var answered = 0
    /// How many requests the candidate has answered in all.
    var samples: Int { answered + (evidence?.candidate.requests?.answered ?? 0) }
    /// How many judgements in a row each condition of `promote_if` has failed.
    var promoteFailures: [Int]
    /// How many judgements in a row each condition of `rollback_if` has failed.
    var rollbackFailures: [Int]
    /// Since when promotion waits, or nil where it does not.
    var heldSince: Duration?
    /// Who skipped the rest of its watch; nil where its gates promoted it.
    var promotedBy: String?
    /// How its units were assigned, as far as that is known.
    var assigned: AssignedUnits? { boxedAssigned?.value }
    private var boxedAssigned: Boxed<AssignedUnits>?
    /// Which share of all units the router gives the candidate; nil where none has said it.
    let share: Rational?

    init(index: Int, observedTo: Duration, share: Rational? = nil, promoteFailures: [Int], rollbackFailures: [Int]) {
        self.index = index
        self.observedTo = observedTo
        self.share = share
        self.promoteFailures = promoteFailures
        self.rollbackFailures = rollbackFailures
    }

    /// Adds what an interval says of the assignment.
    mutating func add(_ addition: AssignedUnits?) {
        guard let addition else { return }
        boxedAssigned = Boxed(assigned?.adding(addition) ?? addition)
    }

    /// Takes how its units were assigned since it was warm.
    mutating func take(_ assigned: AssignedUnits?) { boxedAssigned = assigned.map(Boxed.init) ?? boxedAssigned }

    /// Adds what of an interval's evidence somebody reads in the stage.
    mutating func add(_ addition: PairedEvidence?, in stage: ReadyStage) {
        guard let addition else { return }
        if evidence == nil { evidence = stage.kept(of: addition) } else { evidence?.merge(addition) }
    }
}

/// An alert rule at work.
enum AlertState: Sendable, Hashable {
    case inactive
    case pending(since: Duration)
    /// `heldAt` is when the condition last held, `toldAt` when the notifiers were last told.
    case firing(heldAt: Duration, toldAt: Duration)
}
