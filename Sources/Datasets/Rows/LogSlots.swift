import Diagnostics

/// The columns that are read of a log, each with the slot that its cells go to.
struct LogSlots: Sendable {
    /// What becomes of a column's cells.
    enum Kind: Sendable, Hashable {
        /// They are names, numbered in a table with those of other columns of the same table.
        case name(table: Int)
        /// They are numbers, of which some may not be below zero; `scale` makes units of the largest that is allowed.
        case number(isLatency: Bool)
        case time
        /// All that counts is whether they are empty.
        case presence
    }

    struct Slot: Sendable {
        let column: LogQuery.Column
        /// What the option is called that names the column.
        let option: String
        let kind: Kind
    }

    /// The table of classes, of models, and from here on of the segments.
    static let classes = 0
    static let models = 1
    static let segments = 2

    let all: [Slot]
    /// Which slot each thing has, things of one column the same; nil where it is not read.
    let model: Int?
    let prediction: Int?
    let label: Int?
    let baseline: Int?
    let error: Int?
    let score: Int?
    let latency: Int?
    let time: Int?
    let segments: [Int]
    let numbers: [Int]

    init(_ request: LogRequest) {
        let query = request.query
        var all: [Slot] = []
        func add(_ column: LogQuery.Column?, _ option: String, _ kind: Kind) -> Int? {
            guard let column else { return nil }
            // A column that is for several things is read once.
            if let known = all.firstIndex(where: { $0.column.name == column.name }) {
                if all[known].column.need == .none { all[known] = Slot(column: column, option: option, kind: kind) }
                return known
            }
            all.append(Slot(column: column, option: option, kind: kind))
            return all.count - 1
        }
        func add(_ role: LogRole, _ kind: Kind) -> Int? {
            request.unread.contains(role) ? nil : add(query.column(role), "\(role)", kind)
        }
        label = add(.label, .name(table: Self.classes))
        prediction = add(.prediction, .name(table: Self.classes))
        score = add(.score, .number(isLatency: false))
        latency = add(.latency, .number(isLatency: true))
        model = add(.model, .name(table: Self.models))
        error = add(.error, .presence)
        baseline = add(request.baseline, "baseline-prediction", .name(table: Self.classes))
        time = add(request.time, "time", .time)
        var parts: [Int] = []
        for (number, column) in request.segments.enumerated() {
            parts += [add(column, "by", .name(table: Self.segments + number))].compactMap { $0 }
        }
        segments = parts
        numbers = request.numbers.compactMap { add($0, "metric", .number(isLatency: false)) }
        self.all = all
    }

    /// Which column goes to which slot; one that is missing and needed is a problem.
    func columns(of header: LogHeader, problems: inout LogProblems) -> [(column: Int, slot: Int)] {
        var columns: [(column: Int, slot: Int)] = []
        for (number, slot) in all.enumerated() {
            if let column = header.column(slot.column.name, problems: &problems) {
                columns.append((column, number))
            } else {
                problems.addMissing(
                    slot.column,
                    slot.option,
                    among: header.names,
                    "no column is called",
                    on: header.line
                )
            }
        }
        return columns
    }
}
