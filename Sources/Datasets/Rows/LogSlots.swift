import Diagnostics

/// The columns that are read of a log, each with the slot that its cells go to.
struct LogSlots: Sendable {
    struct Slot: Sendable {
        let column: LogQuery.Column
        /// What the option is called that names the column.
        let option: String
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
    let baselineScore: Int?
    let error: Int?
    let score: Int?
    let latency: Int?
    let join: Int?
    /// Those that the labels of further sources are joined by.
    let sources: [Int]
    let time: Int?
    let segments: [Int]
    let values: [Int]

    init(_ request: LogRequest) {
        let query = request.query
        var all: [Slot] = []
        func add(_ column: LogQuery.Column?, _ option: String) -> Int? {
            guard let column else { return nil }
            // A column that is for several things is read once.
            if let known = all.firstIndex(where: { $0.column.name == column.name }) {
                if all[known].column.need == .none { all[known] = Slot(column: column, option: option) }
                return known
            }
            all.append(Slot(column: column, option: option))
            return all.count - 1
        }
        func add(_ role: LogRole) -> Int? {
            request.unread.contains(role) ? nil : add(query.column(role), "\(role)")
        }
        label = add(.label)
        prediction = add(.prediction)
        score = add(.score)
        latency = add(.latency)
        model = add(.model)
        error = add(.error)
        baseline = add(request.baseline, "baseline-prediction")
        baselineScore = add(request.baselineScore, "baseline-score")
        join = add(request.labels?.join, "join")
        sources = request.sources.compactMap { add($0.join, "label-source") }
        time = add(request.time, "time")
        segments = request.segments.compactMap { add($0, "by") }
        values = request.values.compactMap { column in
            // Labels and predictions that are numbers are read as they are.
            let role = [(query.label, "label"), (query.prediction, "prediction")].first { $0.0.name == column.name }
            let other = column.readsDates ? "time" : column.need == .named ? "drift" : "define"
            return add(column, role?.1 ?? other)
        }
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
