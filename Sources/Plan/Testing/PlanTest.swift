package import Diagnostics

/// A file of tests of one plan.
package struct PlanTestFile: Sendable, Hashable {
    /// The plan, relative to the file; nil where the file's name says which.
    package let plan: Located<String>?
    /// The values of the plan's parameters.
    package let parameters: [Parameter]
    package let tests: [PlanTest]

    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(plan: Located<String>?, parameters: [Parameter], tests: [PlanTest]) {
        self.plan = plan
        self.parameters = parameters
        self.tests = tests
    }
}

/// A run of a plan in a world that is written down, and what is expected of it.
package struct PlanTest: Sendable, Hashable {
    /// What is measured of a model: metrics as conditions write them, each with its values.
    package struct Metric: Sendable, Hashable {
        package let name: Located<String>
        /// Of which segment the values are; nil for those of all.
        package let segment: Located<String>?
        package let series: Located<TestSeries>

        package init(name: Located<String>, segment: Located<String>? = nil, series: Located<TestSeries>) {
            self.name = name
            self.segment = segment
            self.series = series
        }
    }

    /// What both models show.
    package struct Models: Sendable, Hashable {
        package let candidate: [Metric]
        package let baseline: [Metric]

        package init(candidate: [Metric] = [], baseline: [Metric] = []) {
            self.candidate = candidate
            self.baseline = baseline
        }

        package subscript(role: ModelRole) -> [Metric] { role == .candidate ? candidate : baseline }
    }

    /// What users say, the same again and again.
    package struct Feedback: Sendable, Hashable {
        /// The model that has served them.
        package let model: ModelRole
        /// What each of them says, as far as they say it.
        package let rating: Double?
        package let isThumbUp: Bool?
        package let text: String?
        /// How many say it in a step.
        package let entries: Located<TestSeries>

        package init(
            model: ModelRole,
            rating: Double?,
            isThumbUp: Bool?,
            text: String?,
            entries: Located<TestSeries>
        ) {
            self.model = model
            self.rating = rating
            self.isThumbUp = isThumbUp
            self.text = text
            self.entries = entries
        }
    }

    /// What somebody asks of the run.
    package struct Command: Sendable, Hashable {
        package let at: Duration
        /// The word of the command, such as `approve`.
        package let action: String
        package let who: String
        package let stage: Located<String>?
        package let note: String?

        package init(at: Duration, action: String, who: String, stage: Located<String>?, note: String?) {
            self.at = at
            self.action = action
            self.who = who
            self.stage = stage
            self.note = note
        }
    }

    /// What goes wrong for a while.
    package struct Fault: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// These metrics have no data.
            case noData([Located<String>])
            /// These metrics cannot be had.
            case error([Located<String>])
            /// A notifier cannot be told.
            case notifier(Located<String>)
            /// A step cannot be carried out.
            case step(String)
            /// The candidate is given to this share of the units, whatever the stage says.
            case assignment(Rational)
        }

        package let kind: Kind
        package let from: Duration
        /// Nil where it lasts.
        package let until: Duration?
        package let problem: String

        package init(kind: Kind, from: Duration, until: Duration?, problem: String) {
            self.kind = kind
            self.from = from
            self.until = until
            self.problem = problem
        }

        package func isAt(_ time: Duration) -> Bool { from <= time && time < (until ?? .nanoseconds(Int64.max)) }
    }

    package let name: Located<String>
    /// How far apart values are; nil for the plan's shortest interval.
    package let interval: Duration?
    /// The moment at which the run begins, in seconds since 1970.
    package let starts: Located<Int>?
    /// What is measured when the risk is assessed, a value an attempt; metrics that are missing here are as they are then.
    package let risk: Models
    package let models: Models
    /// How many requests the candidate answers in a step.
    package let requests: TestSeries
    package let feedback: [Feedback]
    /// Who began the run.
    package let author: String?
    package let commands: [Command]
    package let faults: [Fault]
    package let expected: TestExpectation
    package let span: SourceSpan

    package init(
        name: Located<String>,
        interval: Duration?,
        starts: Located<Int>? = nil,
        risk: Models,
        models: Models,
        requests: TestSeries,
        feedback: [Feedback] = [],
        author: String?,
        commands: [Command],
        faults: [Fault],
        expected: TestExpectation,
        span: SourceSpan
    ) {
        self.name = name
        self.interval = interval
        self.starts = starts
        self.risk = risk
        self.models = models
        self.requests = requests
        self.feedback = feedback
        self.author = author
        self.commands = commands
        self.faults = faults
        self.expected = expected
        self.span = span
    }
}
