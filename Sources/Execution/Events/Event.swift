package import Plan

/// One thing that happened in a run, or was decided: what the journal holds and `--format jsonl` prints.
///
/// Inputs come from a world: completions and observations. Decisions come from the interpreter and follow from the inputs
/// before them, so that feeding the inputs again yields them again.
package struct Event: Sendable, Equatable {
    /// The run's own time, counted from its start.
    package let at: Duration
    package let payload: Payload

    package init(at: Duration, _ payload: Payload) {
        self.at = at
        self.payload = payload
    }

    package enum Payload: Sendable, Equatable {
        // Inputs.
        case started(Started)
        case prepared(Prepared)
        case trained(Trained)
        case evaluated(Evaluated)
        case routed(Routed)
        case observed(Observed)
        case notified(Notified)
        case failed(Failure)
        case command(Command)
        /// Time went by, and nothing was observed meanwhile.
        case waited
        // Decisions.
        case assessed(Assessed)
        case judged(Judged)
        case alert(AlertChange)
        case retraining(Retraining)
        case answered(Answered)
        case approval(ApprovalChange)
        case hold(HoldChange)
        case finished(Finished)
    }

    /// Whether it follows from the events before it.
    package var isDecision: Bool {
        switch payload {
        case .started, .prepared, .trained, .evaluated, .routed, .observed, .notified, .failed, .command, .waited: false
        case .assessed, .judged, .alert, .retraining, .answered, .approval, .hold, .finished: true
        }
    }
}

extension Event {
    /// How a run is carried out.
    package enum Mode: String, Sendable, Hashable {
        case run
        case dryRun = "dry_run"
    }

    /// The scenario that a run is under: which file, and that it is still the same.
    package struct ScenarioMark: Sendable, Hashable {
        package let name: String
        /// SHA-256 of the file, in hexadecimal.
        package let digest: String
        package let path: String

        package init(name: String, digest: String, path: String) {
            self.name = name
            self.digest = digest
            self.path = path
        }
    }

    /// The run began.
    package struct Started: Sendable, Hashable {
        package let plan: String
        /// SHA-256 of the program's canonical JSON, in hexadecimal.
        package let program: String
        /// The seed given on the command line, where one was.
        package let seed: Int?
        /// The values of the plan's parameters, by name, without those of secrets.
        package let parameters: [String: String]
        package let mode: Mode
        /// The run's name in the journal; a dry run has none.
        package let run: String?
        package let scenario: ScenarioMark?
        /// SHA-256 of the plan's feedback file, in hexadecimal, where the plan names one.
        package let feedback: String?
        /// Who began the run, where an approval excludes them.
        package let author: String?

        package init(
            plan: String,
            program: String,
            seed: Int?,
            parameters: [String: String] = [:],
            mode: Mode,
            run: String?,
            scenario: ScenarioMark? = nil,
            feedback: String? = nil,
            author: String? = nil
        ) {
            self.author = author
            self.feedback = feedback
            self.scenario = scenario
            self.plan = plan
            self.program = program
            self.seed = seed
            self.parameters = parameters
            self.mode = mode
            self.run = run
        }
    }

    /// A data set was read and checked.
    package struct Prepared: Sendable, Hashable {
        package let data: String
        /// SHA-256 of the file, in hexadecimal.
        package let digest: String
        package let rows: Int
        package let trainingRows: Int
        package let testRows: Int
        package let classes: [String]

        package init(data: String, digest: String, rows: Int, trainingRows: Int, testRows: Int, classes: [String]) {
            self.data = data
            self.digest = digest
            self.rows = rows
            self.trainingRows = trainingRows
            self.testRows = testRows
            self.classes = classes
        }
    }

    /// A recipe's score by cross-validation: so many of the rows right, each answered by a model that has not seen it.
    package struct CrossValidation: Sendable, Hashable {
        package let folds: Int
        package let correct: Int
        package let rows: Int

        package init(folds: Int, correct: Int, rows: Int) {
            self.folds = folds
            self.correct = correct
            self.rows = rows
        }
    }

    /// A model was trained.
    package struct Trained: Sendable, Hashable {
        package let model: ModelRole
        package let kind: String
        /// Counted from 1.
        package let attempt: Int
        package let rows: Int
        /// How the recipe does on parts of the training rows that it has not seen, where there are recipes to compare.
        package let crossValidation: CrossValidation?
        /// How long it took by the wall clock.
        package let duration: Duration

        package init(
            model: ModelRole,
            kind: String,
            attempt: Int,
            rows: Int,
            crossValidation: CrossValidation? = nil,
            duration: Duration
        ) {
            self.crossValidation = crossValidation
            self.model = model
            self.kind = kind
            self.attempt = attempt
            self.rows = rows
            self.duration = duration
        }
    }

    /// Both models answered the rows that risk is assessed on.
    package struct Evaluated: Sendable, Equatable {
        package let on: String
        /// What the answers add up to; nil where the world states values instead.
        package let evidence: PairedEvidence?
        /// What the world states of metrics, before what the evidence says of them.
        package let readings: [Reading]

        package init(on: String, evidence: PairedEvidence?, readings: [Reading] = []) {
            self.on = on
            self.evidence = evidence
            self.readings = readings
        }
    }

    /// The candidate was given to an audience, or taken from everyone.
    package struct Routed: Sendable, Hashable {
        /// The stage whose audience has the candidate, or nil where nobody has it.
        package let stage: String?
        /// How many units have the candidate.
        package let units: Int
        /// How many units there are.
        package let allUnits: Int

        package init(stage: String?, units: Int, allUnits: Int) {
            self.stage = stage
            self.units = units
            self.allUnits = allUnits
        }
    }

    /// A stage was watched for one interval, which ends at the event's time.
    package struct Observed: Sendable, Equatable {
        package let stage: String
        package let from: Duration
        /// The numbers of the requests that arrived, whoever answered them.
        package let requests: Range<Int>
        /// What the interval adds to the evidence; nil where the world states values instead.
        package let evidence: PairedEvidence?
        /// What the world states of metrics as they stand at the interval's end, before what the evidence says of them.
        package let readings: [Reading]
        /// How many requests the candidate has answered, where no evidence counts them.
        package let answered: Int?
        /// The feedback that was added to the run and that the evidence counts, as keyed digests in hexadecimal: so it can
        /// be shown what was counted, and nothing be learnt of what was forgotten.
        package let feedbackDigests: [String]

        package init(
            stage: String,
            from: Duration,
            requests: Range<Int>,
            evidence: PairedEvidence?,
            readings: [Reading] = [],
            answered: Int? = nil,
            feedbackDigests: [String] = []
        ) {
            self.readings = readings
            self.answered = answered
            self.feedbackDigests = feedbackDigests
            self.stage = stage
            self.from = from
            self.requests = requests
            self.evidence = evidence
        }
    }

    /// A notifier was told of an alert, or could not be.
    package struct Notified: Sendable, Hashable {
        package let key: String
        package let notifier: String
        /// Why it failed, or nil where it was told.
        package let problem: String?

        package init(key: String, notifier: String, problem: String?) {
            self.key = key
            self.notifier = notifier
            self.problem = problem
        }
    }

    /// A step could not be carried out.
    package struct Failure: Sendable, Hashable {
        package let step: String
        package let problem: String
        /// Whether it may go better a little later: then it is tried again, so many times.
        package let isTransient: Bool

        package init(step: String, problem: String, isTransient: Bool = false) {
            self.step = step
            self.problem = problem
            self.isTransient = isTransient
        }
    }

    /// The risk was judged.
    package struct Assessed: Sendable, Hashable {
        package let isLow: Bool
        /// Counted from 1.
        package let attempt: Int
        package let attempts: Int
        package let gates: [GateRecord]

        package init(isLow: Bool, attempt: Int, attempts: Int, gates: [GateRecord]) {
            self.isLow = isLow
            self.attempt = attempt
            self.attempts = attempts
            self.gates = gates
        }
    }

    /// A stage was judged.
    package struct Judged: Sendable, Hashable {
        package enum Decision: String, Sendable, Hashable, CaseIterable {
            case goOn = "go_on"
            case hold
            /// Nothing speaks against the stage; it was promoted already, and the next one waits.
            case wait
            case promote
            /// Back to the audience of the stage before, which begins anew.
            case stepBack = "step_back"
            case rollback
            case retrain
        }

        package let stage: String
        package let decision: Decision
        private let why: JudgementReason
        /// Why, in a few words.
        package var reason: String { why.text }
        /// How long the stage has been watched.
        package let watched: Duration
        /// How many requests the candidate has answered in the stage.
        package let samples: Int
        package let promoteIf: [GateRecord]
        package let rollbackIf: [GateRecord]

        package init(
            stage: String,
            decision: Decision,
            reason: JudgementReason,
            watched: Duration,
            samples: Int,
            promoteIf: [GateRecord],
            rollbackIf: [GateRecord]
        ) {
            self.stage = stage
            self.decision = decision
            why = reason
            self.watched = watched
            self.samples = samples
            self.promoteIf = promoteIf
            self.rollbackIf = rollbackIf
        }

        package init(
            stage: String,
            decision: Decision,
            reason: String,
            watched: Duration,
            samples: Int,
            promoteIf: [GateRecord],
            rollbackIf: [GateRecord]
        ) {
            self.init(
                stage: stage,
                decision: decision,
                reason: JudgementReason(reason),
                watched: watched,
                samples: samples,
                promoteIf: promoteIf,
                rollbackIf: rollbackIf
            )
        }
    }

    /// An alert rule changed its state.
    package struct AlertChange: Sendable, Hashable {
        package enum State: String, Sendable, Hashable, CaseIterable {
            case pending, firing
            /// It is still firing, and its notifiers are told again.
            case repeated
            case resolved
        }

        package let name: String
        package let state: State
        package let severity: AlertSeverity
        package let message: String
        package let gate: GateRecord
        package let notify: [String]
        /// Whether the message has values from a clock in it.
        package let isMessageMeasured: Bool

        package init(
            name: String,
            state: State,
            severity: AlertSeverity,
            message: String,
            gate: GateRecord,
            notify: [String],
            isMessageMeasured: Bool
        ) {
            self.name = name
            self.state = state
            self.severity = severity
            self.message = message
            self.gate = gate
            self.notify = notify
            self.isMessageMeasured = isMessageMeasured
        }
    }

    /// The next recipe is tried, or there is none left.
    package struct Retraining: Sendable, Hashable {
        /// The attempt that begins, counted from 1, or nil where the recipes are used up.
        package let attempt: Int?
        package let attempts: Int
        package let reason: String

        package init(attempt: Int?, attempts: Int, reason: String) {
            self.attempt = attempt
            self.attempts = attempts
            self.reason = reason
        }
    }

    /// The run is over.
    package struct Finished: Sendable, Hashable {
        package let outcome: Outcome
        package let reason: String

        package init(outcome: Outcome, reason: String) {
            self.outcome = outcome
            self.reason = reason
        }
    }
}
