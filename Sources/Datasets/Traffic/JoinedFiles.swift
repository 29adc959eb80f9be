package import Plan
import Platform

/// What other files say of a log's rows: the plan's own labels, those of its further sources, and what users said.
package struct JoinedFiles: Sendable {
    /// Labels with what they are joined by.
    package struct Part: Sendable {
        package let table: LabelTable
        package let joinsUnits: Bool

        package init(_ table: LabelTable, joinsUnits: Bool) {
            self.table = table
            self.joinsUnits = joinsUnits
        }

        /// The number of the class that the row of this unit and request has; -1 where it has none.
        @inline(__always)
        package func label(unit: UInt64, request: UInt64) -> Int32 { table.label(of: joinsUnits ? unit : request) }

        /// How many rows that row stands for; not a number where nobody says.
        package func weight(unit: UInt64, request: UInt64) -> Double { table.weight(of: joinsUnits ? unit : request) }
    }

    /// Nil where the log itself says what is true.
    package let own: Part?
    /// Those of the further sources, in the plan's order.
    package let sources: [Part]
    /// Nil where nobody asks.
    package let feedback: FeedbackTable?
    /// Where the files of windows are, by the windows' names.
    package let windows: [String: String]

    package init(
        own: Part?,
        sources: [Part] = [],
        feedback: FeedbackTable? = nil,
        windows: [String: String] = [:]
    ) {
        self.windows = windows
        self.own = own
        self.sources = sources
        self.feedback = feedback
    }

    /// The classes of all of them, which have the first numbers in what is read of the log.
    var classes: LogClasses { (sources.last ?? own)?.table.classes ?? LogClasses() }

    /// Reads the files that a plan names.
    ///
    /// - Parameter folder: The plan's folder, which its paths start from.
    package static func read(_ program: Program, in folder: String) throws(DatasetFailure) -> JoinedFiles {
        var last: LabelTable?
        func part(_ from: String, _ join: LabelJoin, _ weight: String?) throws(DatasetFailure) -> Part {
            let path = Path.join(folder, from)
            let table = try LabelTable.read(
                try PredictionLog.open(path),
                named: path,
                by: join.rawValue,
                weighedBy: weight,
                after: last
            )
            last = table
            return Part(table, joinsUnits: join == .unit)
        }
        var own: Part?
        if let labels = program.labels, let from = labels.from { own = try part(from, labels.join, labels.weight) }
        var sources: [Part] = []
        for source in program.labels?.sources ?? [] {
            sources.append(try part(source.from, source.join, source.weight))
        }
        var feedback: FeedbackTable?
        if let spec = program.feedback, let from = spec.from {
            let path = Path.join(folder, from)
            feedback = try FeedbackTable.read(try PredictionLog.open(path), named: path, by: spec.join)
        }
        var windows: [String: String] = [:]
        for window in program.traffic?.log?.windows ?? [] {
            if case .file(let file) = window.rows { windows[window.name] = Path.join(folder, file) }
        }
        return JoinedFiles(own: own, sources: sources, feedback: feedback, windows: windows)
    }
}
