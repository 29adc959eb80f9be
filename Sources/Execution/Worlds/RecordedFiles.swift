package import Datasets
import Digests
package import Plan
import Platform

/// The files that a plan whose traffic is a log reads: those of the log itself, and the labels and the feedback beside it.
package struct RecordedFiles: Sendable {
    private let program: Program
    private let folder: String
    private let paths: [String]
    /// What stands beside the log: labels, what users said, and rows that others are compared with.
    private let labels: [String]

    /// - Parameter folder: The plan's folder, which its paths start from.
    package init(_ program: Program, folder: String) {
        self.program = program
        paths = (program.traffic?.log).map { FileSystem.files(matching: Path.join(folder, $0.file)) } ?? []
        let beside = (program.labels?.files ?? []) + (program.feedback?.from.map { [$0] } ?? [])
        let windows = program.traffic?.log?.windowFiles ?? []
        labels = (beside + windows).map { Path.join(folder, $0) }
        self.folder = folder
    }

    /// SHA-256 of all of the files' bytes one after the other, by which a run knows them again, and how many those are.
    package func digest() throws(DatasetFailure) -> (digest: String, bytes: [Int]) {
        let found = try FilesDigest.of(paths + labels)
        return (found.digest.description, found.lengths)
    }

    /// How the files stand to those that a run has begun with.
    package enum Standing: Sendable, Hashable {
        case same
        /// They hold more behind what they held then.
        case grown
        /// They have grown by answers or labels of other classes, which the run's records have no room for.
        case grownByClasses([String])
        case changed
    }

    package func standing(since begun: Event.Prepared) throws(DatasetFailure) -> Standing {
        guard let bytes = begun.bytes else { return try digest().digest == begun.digest ? .same : .changed }
        // Log files that have come since stand behind those that there were, and the labels at the end.
        let known = bytes.count - labels.count
        guard known >= 0, paths.count >= known else { return .changed }
        let files = paths.prefix(known) + labels
        let found = try FilesDigest.of(Array(files), lengths: bytes)
        guard found.lengths == bytes, found.digest.description == begun.digest else { return .changed }
        guard paths.count > known || files.indices.contains(where: { FileSystem.size(of: files[$0]) != bytes[$0] })
        else { return .same }
        let reading = LogReading(program, log: program.traffic?.log)
        let others = try survey(reading, readLabels()).classes.filter { !begun.classes.contains($0) }
        return others.isEmpty ? .grown : .grownByClasses(others)
    }

    /// What the log holds, and the world of it.
    ///
    /// - Parameter past: The events of a run that goes on, in order.
    func open(following past: [Event]) throws(DatasetFailure) -> (world: LogWorld, rows: Int) {
        let reading = LogReading(program, log: program.traffic?.log)
        let table = try readLabels()
        let survey = try survey(reading, table)
        // Until then a row may come that belongs before the newest.
        let end = survey.last.subtractingReportingOverflow(reading.query.lateness).partialValue
        var world = try LogWorld(
            program,
            reading: reading,
            survey: survey,
            labels: table,
            until: Timestamp(nanoseconds: max(survey.first, end))
        )
        try world.follow(past)
        return (world, survey.rowCount)
    }

    private func survey(_ reading: LogReading, _ labels: JoinedFiles?) throws(DatasetFailure) -> TrafficSurvey {
        try TrafficSurvey.read(paths, query: reading.query, labels: labels)
    }

    private func readLabels() throws(DatasetFailure) -> JoinedFiles { try JoinedFiles.read(program, in: folder) }
}
