import Datasets
import Metrics
import Plan

/// Finds what there is to keep of the rows that metrics of drift compare others with.
struct LogWindows {
    private let program: Program
    private let rules: LogRules
    private let survey: TrafficSurvey
    private let joined: JoinedFiles?

    init(_ program: Program, _ rules: LogRules, _ survey: TrafficSurvey, _ joined: JoinedFiles?) {
        self.program = program
        self.rules = rules
        self.survey = survey
        self.joined = joined
    }

    /// What was kept of each; the log is read as far as the last of the windows of its own time.
    func references() throws(DatasetFailure) -> [AwaitedRows: TallyState] {
        let awaited = rules.kinds.awaited
        guard !awaited.isEmpty else { return [:] }
        var result: [AwaitedRows: TallyState] = [:]
        for window in program.traffic?.log?.windows ?? [] {
            let columns = awaited.filter { $0.window == window.name }.map(\.column).sorted()
            guard !columns.isEmpty else { continue }
            var list = ColumnList(texts: rules.reading.textNames)
            var tallies = columns.map { DriftTally(of: $0, &list) }
            switch window.rows {
            case .file: try read(window.name, list, &tallies)
            case .time(let range): try read(range, list, &tallies)
            }
            for (column, tally) in zip(columns, tallies) {
                result[AwaitedRows(window: window.name, column: column)] = tally.state
            }
        }
        return result
    }

    private func read(
        _ window: String,
        _ list: ColumnList,
        _ tallies: inout [DriftTally]
    ) throws(DatasetFailure) {
        guard let path = joined?.windows[window] else { return }
        let table = try ColumnTable.read(
            try PredictionLog.open(path),
            named: path,
            numbers: list.numbers,
            texts: list.texts
        )
        let batch = ColumnBatch(count: table.count, numbers: table.numbers, texts: table.texts, names: table.names)
        for place in tallies.indices { tallies[place].add(batch) }
    }

    private func read(
        _ range: Range<Int64>,
        _ list: ColumnList,
        _ tallies: inout [DriftTally]
    ) throws(DatasetFailure) {
        let role: ModelRole = rules.hasBaseline ? .baseline : .candidate
        for file in survey.files {
            let reader = try TrafficReader(
                try PredictionLog.open(file.path),
                named: file.name,
                query: rules.reading.query,
                labels: joined,
                format: LogFormat(fileName: file.path)
            )
            let flow = TrafficFlow(reader, query: rules.reading.query, classLimit: file.ranks.count)
            try flow.take(before: range.upperBound) { batch, rows, texts in
                let own = rows.filter { batch.time[$0] >= range.lowerBound && batch.model[$0] == role }
                guard !own.isEmpty else { return }
                func rank(_ number: Int32) -> Int32 { number >= 0 ? file.ranks[Int(number)] : -1 }
                let logged = LoggedRows(
                    batch,
                    own,
                    texts,
                    { (rank(batch.predicted[$0]), rank(batch.actual[$0])) },
                    file.ranks,
                    [],
                    of: role,
                    isLenient: false,
                    rules
                )
                guard let columns = logged.batch(list) else { return }
                for place in tallies.indices { tallies[place].add(columns) }
            }
        }
    }
}
