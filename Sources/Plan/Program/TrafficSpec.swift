/// Where requests come from and whom they stand for.
package struct TrafficSpec: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case replay(ReplaySpec)
        case log(LogSpec)
        case router(RouterSpec)
    }

    package struct Group: Sendable, Hashable {
        package let name: String
        package let share: Rational

        package init(name: String, share: Rational) {
            self.name = name
            self.share = share
        }
    }

    package struct Attribute: Sendable, Hashable {
        package let name: String
        package let type: AttributeType

        package init(name: String, type: AttributeType) {
            self.name = name
            self.type = type
        }
    }

    package let source: Source
    /// How many requests arrive; nil where only the traffic itself will tell.
    package let rate: Rate?
    /// What a unit is called; the made-up ones of a replay are named `unit-0`, `unit-1` and so on.
    package let unit: String
    package let groups: [Group]
    package let attributes: [Attribute]

    package init(source: Source, rate: Rate?, unit: String, groups: [Group], attributes: [Attribute] = []) {
        self.source = source
        self.rate = rate
        self.unit = unit
        self.groups = groups
        self.attributes = attributes
    }

    package var router: RouterSpec? { if case .router(let router) = source { router } else { nil } }

    package var log: LogSpec? { if case .log(let log) = source { log } else { nil } }

    /// What the log is called among the data that are read: no data set has a point in its name.
    package static let logName = "traffic.log"

    package var replay: ReplaySpec? { if case .replay(let replay) = source { replay } else { nil } }
}

/// Requests that are rows of a data set, drawn with replacement.
package struct ReplaySpec: Sendable, Hashable {
    package let rows: DataSelection
    /// How many made-up units send the requests.
    package let users: Int
    package let seed: Int

    package init(rows: DataSelection, users: Int, seed: Int) {
        self.rows = rows
        self.users = users
        self.seed = seed
    }
}

/// Requests that were recorded, a row for each request and model.
package struct LogSpec: Sendable, Hashable {
    package struct Column: Sendable, Hashable {
        package let name: String
        package let content: LogColumnContent

        package init(name: String, content: LogColumnContent) {
            self.name = name
            self.content = content
        }
    }

    /// Rows that others are compared with.
    package struct Window: Sendable, Hashable {
        package enum Rows: Sendable, Hashable {
            /// Those of a file, relative to the plan's folder.
            case file(String)
            /// Those of the log from one moment on and before another, in nanoseconds as the log counts them.
            case time(Range<Int64>)
        }

        package let name: String
        package let rows: Rows

        package init(name: String, rows: Rows) {
            self.name = name
            self.rows = rows
        }
    }

    /// The file, relative to the plan's folder.
    package let file: String
    package let columns: [Column]
    /// In the order of their names.
    package let windows: [Window]
    /// Which share of the rows may be unusable.
    package let badRows: Rational
    /// How much later than a newer row a row may come.
    package let lateness: Duration
    /// Which share of the units was to be given the candidate; nil where that is not known, or each request has both models'
    /// answers.
    package let candidateShare: Rational?

    package init(
        file: String,
        columns: [Column],
        badRows: Rational = .zero,
        lateness: Duration = .zero,
        candidateShare: Rational? = nil,
        windows: [Window] = []
    ) {
        self.windows = windows
        self.candidateShare = candidateShare
        self.file = file
        self.columns = columns
        self.badRows = badRows
        self.lateness = lateness
    }
}

extension LogSpec {
    /// The files of windows, relative to the plan's folder.
    package var windowFiles: [String] {
        windows.compactMap { window in if case .file(let file) = window.rows { file } else { nil } }
    }
}

/// Live requests, which a router divides.
package struct RouterSpec: Sendable, Hashable {
    package let kind: String
    package let options: OptionValues
    /// How it draws the units that get the candidate; nil where that is its own affair.
    package let assignment: String?
    /// The metric that counts the units that each model was given; nil where nobody counts them.
    package let assigned: String?

    package init(kind: String, options: OptionValues, assignment: String? = nil, assigned: String? = nil) {
        self.assignment = assignment
        self.assigned = assigned
        self.kind = kind
        self.options = options
    }
}
