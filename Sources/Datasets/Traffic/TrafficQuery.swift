package import Plan

/// What is read of recorded traffic: which columns hold what, and which models count.
package struct TrafficQuery: Sendable {
    /// A column with its slot.
    struct Column: Sendable {
        let name: String
        let slot: Int
        /// Whether every row must have it.
        let isNeeded: Bool
    }

    /// A column that is asked for by its name.
    struct Wanted: Sendable {
        let name: String
        let slot: Int
    }

    /// How many columns can be asked for that hold none of what planrun itself looks for.
    package static let maximumAttributes = LogRow.unwanted - TrafficSlot.firstAttribute

    let columns: [Column]
    let numbers: [Wanted]
    let texts: [Wanted]
    /// Columns of texts of which a survey finds all combinations.
    package let crossings: [TrafficCrossing]
    let nanosecondsOfLatency: Double
    /// The name that the log has for each model.
    let models: [ModelRole: String]
    /// How much later than a newer row a row may come, in nanoseconds.
    package let lateness: Int64
    let badRows: Rational
    /// What units are hashed with for their place in an audience.
    let salt: String
    /// Whether predictions and labels are classes; else only the metrics that ask for them by name read them.
    let hasClasses: Bool
    /// Whether a plan says what columns there are; else they have the names of what they hold, as far as there are any.
    let isDeclared: Bool

    /// - Parameters:
    ///   - models: The name that the log has for each model.
    ///   - numbers: The columns of which somebody wants the numbers, by name, each once.
    ///   - texts: The columns of which somebody wants the texts.
    ///   - crossings: The columns of texts, by name, of which all combinations are asked for, each list of them once.
    ///   - hasClasses: Whether predictions and labels are classes.
    ///   - salt: What units are hashed with.
    ///   - isDeclared: Whether a plan says what columns there are.
    package init(
        _ log: LogSpec,
        models: [ModelRole: String],
        numbers: [String] = [],
        texts: [String] = [],
        crossings: [[String]] = [],
        hasClasses: Bool = true,
        salt: String,
        isDeclared: Bool = true
    ) {
        self.isDeclared = isDeclared
        var columns: [Column] = []
        var unit = TimeUnit.seconds
        for column in log.columns {
            switch column.content {
            case .role(let role): columns.append(Column(name: column.name, slot: role.slot, isNeeded: role.isNeeded))
            case .latency(let counted):
                unit = counted
                columns.append(Column(name: column.name, slot: TrafficSlot.latency, isNeeded: false))
            case .attribute: break
            }
        }
        // What is asked for by name is often one of those already, under its name or that of what it holds.
        func wanted(_ name: String) -> Wanted? {
            if let known = columns.first(where: { $0.name == name }) { return Wanted(name: name, slot: known.slot) }
            if log.columns.contains(where: { $0.name == name }) {
                let slot = max(TrafficSlot.firstAttribute, (columns.map(\.slot).max() ?? 0) + 1)
                guard slot < LogRow.unwanted else { return nil }
                columns.append(Column(name: name, slot: slot, isNeeded: false))
                return Wanted(name: name, slot: slot)
            }
            let slot = LogColumnContent.Role(rawValue: name)?.slot
            return slot.map { Wanted(name: name, slot: $0) }
        }
        self.numbers = numbers.compactMap(wanted)
        let wantedTexts = texts.compactMap(wanted)
        self.texts = wantedTexts
        self.crossings = crossings.compactMap { names in
            TrafficCrossing(
                names: names,
                columns: names.compactMap { name in wantedTexts.firstIndex { $0.name == name } }
            )
        }
        self.columns = columns
        nanosecondsOfLatency = unit.nanoseconds
        self.models = models
        lateness = log.lateness.nanoseconds
        badRows = log.badRows
        self.hasClasses = hasClasses
        self.salt = salt
    }

    /// Whether the log says when rows are true, by a column of labels.
    package var hasLabels: Bool { columns.contains { $0.slot == TrafficSlot.label } }

    package var hasLatency: Bool { columns.contains { $0.slot == TrafficSlot.latency } }

    package var hasRequests: Bool { columns.contains { $0.slot == TrafficSlot.request } }

    /// Where batches have the numbers of the column of that name, or nil where there is no such column.
    package func number(_ name: String) -> Int? { numbers.firstIndex { $0.name == name } }

    /// The same for texts.
    package func text(_ name: String) -> Int? { texts.firstIndex { $0.name == name } }

    /// What the column of a slot is called, for messages.
    func name(_ slot: Int) -> String { columns.first { $0.slot == slot }?.name ?? "" }
}

extension LogColumnContent.Role {
    fileprivate var slot: Int {
        switch self {
        case .time: TrafficSlot.time
        case .request: TrafficSlot.request
        case .unit: TrafficSlot.unit
        case .model: TrafficSlot.model
        case .prediction: TrafficSlot.prediction
        case .label: TrafficSlot.label
        case .score: TrafficSlot.score
        case .error: TrafficSlot.error
        }
    }

    fileprivate var isNeeded: Bool {
        switch self {
        case .time, .unit, .model: true
        case .request, .prediction, .label, .score, .error: false
        }
    }
}

extension TimeUnit {
    fileprivate var nanoseconds: Double {
        switch self {
        case .nanoseconds: 1
        case .microseconds: 1e3
        case .milliseconds: 1e6
        case .seconds: 1e9
        }
    }
}
