package import Datasets
import Digests
package import Plan
import Platform

/// The files that a plan whose traffic is a log reads: those of the log itself, and the labels beside it.
package struct RecordedFiles: Sendable {
    private let program: Program
    private let paths: [String]
    private let labels: String?

    /// - Parameter folder: The plan's folder, which its paths start from.
    package init(_ program: Program, folder: String) {
        self.program = program
        paths = (program.traffic?.log).map { FileSystem.files(matching: Path.join(folder, $0.file)) } ?? []
        labels = program.labels.map { Path.join(folder, $0.from) }
    }

    /// SHA-256 of all of the files' bytes one after the other, by which a run knows them again.
    package func digest() throws(DatasetFailure) -> String {
        try FilesDigest.of(paths + (labels.map { [$0] } ?? [])).description
    }

    /// What the log holds, and the world of it.
    ///
    /// - Parameter past: The events of a run that goes on, in order.
    func open(following past: [Event]) throws(DatasetFailure) -> (world: LogWorld, rows: Int) {
        let reading = LogReading(program, log: program.traffic?.log)
        let table = try readLabels()
        let survey = try TrafficSurvey.read(
            paths,
            query: reading.query,
            labels: table,
            joinsUnits: program.labels?.join == .unit
        )
        var world = try LogWorld(program, reading: reading, survey: survey, labels: table)
        try world.follow(past)
        return (world, survey.rowCount)
    }

    private func readLabels() throws(DatasetFailure) -> LabelTable? {
        guard let spec = program.labels, let labels else { return nil }
        return try LabelTable.read(
            try PredictionLog.open(labels),
            named: labels,
            by: spec.join.rawValue,
            weighedBy: spec.weight
        )
    }
}
