package import Metrics
package import Plan

// What comes from a world: completions and observations.

extension Event {
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
        /// What the run's time is by the calendar, where the program has change windows.
        package let calendar: ReleaseCalendar?

        package init(
            plan: String,
            program: String,
            seed: Int?,
            parameters: [String: String] = [:],
            mode: Mode,
            run: String?,
            scenario: ScenarioMark? = nil,
            feedback: String? = nil,
            author: String? = nil,
            calendar: ReleaseCalendar? = nil
        ) {
            self.calendar = calendar
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

        /// The same with another calendar.
        func with(_ calendar: ReleaseCalendar) -> Started {
            Started(
                plan: plan,
                program: program,
                seed: seed,
                parameters: parameters,
                mode: mode,
                run: run,
                scenario: scenario,
                feedback: feedback,
                author: author,
                calendar: calendar
            )
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
        /// Of a log, how many bytes of each of its files the digest is of, and at last of the labels beside it, where there are
        /// any; nil of other data, and in records of older versions.
        package let bytes: [Int]?
        /// What was kept of the rows that metrics compare others with; it stands here once, and in no observation.
        package let references: [AwaitedRows: TallyState]

        package init(
            data: String,
            digest: String,
            rows: Int,
            trainingRows: Int,
            testRows: Int,
            classes: [String],
            bytes: [Int]? = nil,
            references: [AwaitedRows: TallyState] = [:]
        ) {
            self.references = references
            self.bytes = bytes
            self.data = data
            self.digest = digest
            self.rows = rows
            self.trainingRows = trainingRows
            self.testRows = testRows
            self.classes = classes
        }
    }

    /// A recipe's score by cross-validation, each row answered by a model that has not seen it.
    package struct CrossValidation: Sendable, Hashable {
        package enum Score: Sendable, Hashable {
            /// How many of the rows were right.
            case correct(Int)
            /// The root of the mean squared error, where numbers are predicted.
            case error(Double)
        }

        package let folds: Int
        package let rows: Int
        package let score: Score

        package init(folds: Int, rows: Int, score: Score) {
            self.folds = folds
            self.rows = rows
            self.score = score
        }
    }

    /// A model was trained.
    package struct Trained: Sendable, Hashable {
        package let model: ModelRole
        package let kind: String
        /// Counted from 1.
        package let attempt: Int
        /// How many rows it was trained on; 0 where it was trained elsewhere, and nobody knows.
        package let rows: Int
        /// What is served, where it was trained elsewhere.
        package let served: ServedModel?
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
            served = nil
        }

        package init(model: ModelRole, kind: String, attempt: Int, served: ServedModel, duration: Duration) {
            crossValidation = nil
            self.model = model
            self.kind = kind
            self.attempt = attempt
            rows = 0
            self.duration = duration
            self.served = served
        }
    }

    /// A model was read from the file that it is kept in.
    package struct Loaded: Sendable, Hashable {
        package let model: ModelRole
        /// The file, relative to the plan's folder.
        package let file: String
        /// SHA-256 of the file, in hexadecimal.
        package let digest: String
        package let kind: String
        /// How many rows it was trained on.
        package let rows: Int

        package init(model: ModelRole, file: String, digest: String, kind: String, rows: Int) {
            self.model = model
            self.file = file
            self.digest = digest
            self.kind = kind
            self.rows = rows
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
        /// The share of all units that a router gives the candidate, where nobody can count them.
        package let share: Rational?

        package init(stage: String?, units: Int, allUnits: Int) {
            self.stage = stage
            self.units = units
            self.allUnits = allUnits
            share = nil
        }

        package init(stage: String?, share: Rational) {
            self.stage = stage
            units = 0
            allUnits = 0
            self.share = share
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
        /// How the units that it met first in the stage were assigned; nil where that is not known, or follows from the
        /// plan.
        package var assigned: AssignedUnits? { boxedAssigned?.value }
        private let boxedAssigned: Boxed<AssignedUnits>?

        package init(
            stage: String,
            from: Duration,
            requests: Range<Int>,
            evidence: PairedEvidence?,
            readings: [Reading] = [],
            answered: Int? = nil,
            feedbackDigests: [String] = [],
            assigned: AssignedUnits? = nil
        ) {
            boxedAssigned = assigned.map(Boxed.init)
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
}
