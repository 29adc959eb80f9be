import Diagnostics
import Journal

/// Runs as lines of text.
enum RunTable {
    static func text(_ rows: [RunStanding]) -> String {
        // Where the runs come from one folder, the column would say the same on each line.
        let folders = Set(rows.map(\.folder)).count > 1
        let header = ["RUN", "STATE", "STAGE", "EVENTS", "STARTED", "UPDATED"] + (folders ? ["FOLDER"] : [])
        let lines = rows.map { row in
            let run = row.run
            let times = [run.startedAt, run.updatedAt].map(toTheSecond)
            return [run.id, row.state, run.stage ?? "-", String(run.records)] + times
                + (folders ? [PrintableText.escaping(row.folder)] : [])
        }
        return ColumnText.lines([header] + lines)
    }

    /// A run as one line of a log.
    static func line(_ row: RunStanding) -> String {
        let stage = row.run.stage.map { " in stage \($0)" } ?? ""
        let commands = row.waitingCommands > 0 ? ", \(row.waitingCommands) commands waiting" : ""
        let standing = "\(row.run.id) \(row.state)\(stage), \(row.run.records) events\(commands)"
        return "\(toTheSecond(row.run.updatedAt))  \(standing)\n"
    }

    private static func toTheSecond(_ timestamp: String) -> String {
        timestamp.contains(".") ? timestamp.prefix { $0 != "." } + "Z" : timestamp
    }
}
