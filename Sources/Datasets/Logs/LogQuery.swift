/// How a prediction log is written.
package enum LogFormat: String, Sendable, CaseIterable {
    /// A header and a row a line, as RFC 4180 has it.
    case csv
    /// A JSON object a line.
    case jsonl
}

/// What a number of the latency column counts.
package enum LatencyUnit: String, Sendable, CaseIterable {
    case seconds = "s"
    case milliseconds = "ms"
    case microseconds = "us"
    case nanoseconds = "ns"

    /// How many of it are a second.
    package var perSecond: Double {
        switch self {
        case .seconds: 1
        case .milliseconds: 1e3
        case .microseconds: 1e6
        case .nanoseconds: 1e9
        }
    }

    var nanoseconds: Double {
        switch self {
        case .seconds: 1e9
        case .milliseconds: 1e6
        case .microseconds: 1e3
        case .nanoseconds: 1
        }
    }
}

/// What a column of a prediction log is for.
package enum LogRole: Int, Sendable, CaseIterable {
    case label, prediction, score, latency, model, error
}

/// What is read from a prediction log.
package struct LogQuery: Sendable {
    /// Why a log must have a column.
    package enum Need: Sendable, Hashable {
        /// It need not have it.
        case none
        /// The user says what it is called, by the option of the column's role.
        case named
        /// A metric, as a condition writes it, is made from it.
        case metric(String)
        /// Rows are chosen by it.
        case choice
    }

    /// A column as it is looked for.
    package struct Column: Sendable {
        package let name: String
        package let need: Need
        /// Whether dates are numbers in it: seconds since 1970.
        package let readsDates: Bool

        package init(_ name: String, need: Need = .none, readsDates: Bool = false) {
            self.name = name
            self.need = need
            self.readsDates = readsDates
        }
    }

    package let label: Column
    package let prediction: Column
    package let score: Column
    package let latency: Column
    package let latencyUnit: LatencyUnit
    /// The model whose rows count, by the column `model`; nil where all rows must be of one.
    package let model: String?

    package init(
        label: Column = Column("label"),
        prediction: Column = Column("prediction"),
        score: Column = Column("score"),
        latency: Column = Column("latency"),
        latencyUnit: LatencyUnit = .seconds,
        model: String? = nil
    ) {
        self.label = label
        self.prediction = prediction
        self.score = score
        self.latency = latency
        self.latencyUnit = latencyUnit
        self.model = model
    }

    /// The column for a role, or nil where its name is taken by a column that an option names.
    func column(_ role: LogRole) -> Column? {
        let named = [label, prediction, score, latency]
        switch role {
        case .label, .prediction, .score, .latency: return named[role.rawValue]
        case .model:
            if named.contains(where: { $0.name == "model" }) { return nil }
            return Column("model", need: model == nil ? .none : .choice)
        case .error: return named.contains { $0.name == "error" } ? nil : Column("error")
        }
    }
}
