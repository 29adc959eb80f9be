import Compiler
import Datasets
import Diagnostics
import Digests
import Plan
import Platform

/// Finds out what the compiler is told about the files that a plan names, and what is wrong with them.
struct FactFinder {
    let folder: String
    let allowsOutsidePaths: Bool
    /// The zone whose clocks a run has on record, so that nobody need look them up.
    var recordedZone: String?
    /// The plan's own file, where it is in one.
    var planFile: String?
    /// Whether a run of the plan has begun, which ends as it must whether or not anybody can be told.
    var isUnderWay = false

    func find(_ plan: ReleasePlan, sources: inout SourceMap) -> (facts: PlanFacts, diagnostics: [Diagnostic]) {
        var datasets: [String: PlanFacts.Dataset] = [:]
        var diagnostics: [Diagnostic] = []
        for data in plan.data {
            datasets[data.name.value] = find(data, &sources, &diagnostics)
        }
        var models: [ModelRole: PlanFacts.Model] = [:]
        for model in plan.models { models[model.role.value] = find(model.file, &diagnostics) }
        check(plan.feedback, isOfLog: plan.traffic?.log != nil, &sources, &diagnostics)
        for notifier in plan.notifiers {
            for file in notifier.files where staysInside(file, &diagnostics) && !isUnderWay {
                let alerts = WrittenFile(file, folder: folder, planFile: planFile)
                if let problem = alerts.problem(plan) { diagnostics.append(problem) }
            }
        }
        for file in plan.traffic?.router?.files ?? [] where staysInside(file, &diagnostics) && !isUnderWay {
            let rules = WrittenFile(file, folder: folder, planFile: planFile)
            if let problem = rules.problemOfRouter(plan) { diagnostics.append(problem) }
        }
        if !isUnderWay {
            for program in plan.programs { check(program, &diagnostics) }
        }
        let categories = plan.traffic?.log?.columns?.filter { $0.content?.value.isCategorical == true } ?? []
        let read = plan.columnsOfMetrics
        let question = LogOutline.Question(
            values: Set(categories.map(\.name.value)),
            numbers: read,
            time: plan.traffic?.log?.timeOfWindows
        )
        let log = outline(plan.traffic?.log?.file, question, &diagnostics)
        var windows: [String: PlanFacts.Log] = [:]
        for window in plan.traffic?.log?.windows ?? [] {
            guard let file = window.file, canRead(file, &diagnostics) else { continue }
            windows[window.name.value] = outline(file, .init(values: [], numbers: read), &diagnostics)
        }
        let ofLabels = LogOutline.Question(values: ["label"], numbers: ["label"])
        let labels = outline(plan.labels?.from, ofLabels, &diagnostics)
        var sources: [String: PlanFacts.Log] = [:]
        for source in plan.labels?.sources ?? [] {
            sources[source.name.value] = outline(source.from, ofLabels, &diagnostics)
        }
        let facts = PlanFacts(
            datasets: datasets,
            models: models,
            log: log,
            labels: labels,
            labelSources: sources,
            windows: windows,
            zone: find(plan.changes),
            today: CivilDate(number: Clock.secondsSince1970() / 86_400)
        )
        return (facts, diagnostics)
    }

    private func find(
        _ data: DataPlan,
        _ sources: inout SourceMap,
        _ diagnostics: inout [Diagnostic]
    ) -> PlanFacts.Dataset? {
        guard let csv = data.csv, let label = data.label, canRead(csv, &diagnostics),
            // What contradicts itself is found by the compiler.
            ![data.split?.group, data.split?.time, data.weight].contains(where: { $0?.value == label.value })
        else { return nil }
        let path = Path.join(folder, csv.value)
        do throws(DatasetFailure) {
            let table = try Table.read(
                csv: path,
                named: path,
                columns: TableColumns(
                    label: label.value,
                    labelIsNumber: data.numberLabel != nil,
                    group: data.split?.group?.value,
                    time: data.split?.time?.value,
                    weight: data.weight?.value,
                    ignored: data.ignored.map(\.value),
                    contents: Dictionary(
                        data.columns.compactMap { column in column.content.map { (column.name.value, $0.value) } }
                    ) { first, _ in first },
                    infersContents: true,
                    allowsMissing: data.checks?.missing != nil
                )
            )
            if !isUnderWay {
                diagnostics += table.doubts.map { $0.diagnostic(in: &sources) }
                InferredColumns.note(table, data).map { diagnostics.append($0) }
            }
            let parts = parts(of: table, data.split, &diagnostics)
            let rows = Self.counts(table, parts)
            let classRows = Self.classCounts(table, parts)
            return PlanFacts.Dataset(
                classes: table.classes,
                features: table.featureNames,
                categories: zip(table.featureNames, table.categories).filter { $0.1 != nil }.map(\.0),
                rows: rows,
                classRows: classRows,
                digest: table.digest.description,
                lacking: zip(table.featureNames, table.missingCounts).filter { $0.1 > 0 }.map {
                    PlanFacts.Dataset.Lacking(feature: $0.0, rows: .init($0.1, of: table.rowCount))
                },
                quality: data.checks.map { Self.quality(table, parts, $0) }
            )
        } catch {
            diagnostics += error.diagnostics(in: &sources).map { Self.placed($0, data) }
            return nil
        }
    }

    /// The finding with the plan's line that asks for a column, where it is about one that is not there.
    private static func placed(_ diagnostic: Diagnostic, _ data: DataPlan) -> Diagnostic {
        guard diagnostic.code == DatasetCodes.noSuchColumn else { return diagnostic }
        let columns = [data.label, data.split?.group, data.split?.time, data.weight].compactMap(\.self) + data.ignored
        guard let asked = columns.first(where: { diagnostic.message == DatasetCodes.noColumn($0.value) }) else {
            return diagnostic
        }
        var placed = diagnostic
        placed.secondary.append(.init(asked.span, "asked for here"))
        return placed
    }

    /// What a model that is kept in a file needs of the rows that it answers.
    private func find(_ file: ModelPlan.File?, _ diagnostics: inout [Diagnostic]) -> PlanFacts.Model? {
        guard let file, canRead(file.path, &diagnostics) else { return nil }
        let finder = ModelFinder(path: Path.join(folder, file.path.value))
        do throws(ModelFinder.Problem) {
            return try finder.find(file)
        } catch {
            diagnostics.append(error.diagnostic)
            return nil
        }
    }

    /// The rows of each part; nil where they are not divided.
    private func parts(
        of table: Table,
        _ split: DataPlan.Split?,
        _ diagnostics: inout [Diagnostic]
    ) -> Split? {
        guard let split else { return nil }
        let parts: Split
        do throws(SplitError) {
            parts = try Split.make(
                table,
                by: split.group != nil
                    ? .groups(seed: UInt64(split.seed))
                    : split.time != nil ? .time : .rows(seed: UInt64(split.seed), stratify: split.isStratified),
                testNumerator: split.test.value.numerator,
                testDenominator: split.test.value.denominator
            )
        } catch {
            diagnostics.append(error.diagnostic(at: .init(split.test.span), classes: table.classes))
            return nil
        }
        do throws(SplitError) {
            try parts.check(folds: split.folds?.value, of: table)
        } catch {
            diagnostics.append(
                error.diagnostic(at: .init(split.folds?.span ?? split.test.span), classes: table.classes)
            )
        }
        return parts
    }

    private static func counts(_ table: Table, _ parts: Split?) -> [DataPart: Int] {
        var rows: [DataPart: Int] = [.all: table.rowCount]
        rows[.train] = parts?.train.count
        rows[.test] = parts?.test.count
        return rows
    }

    private static func classCounts(_ table: Table, _ parts: Split?) -> [DataPart: [String: Int]] {
        func named(_ counts: [Int]) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: zip(table.classes, counts))
        }
        func counts(_ rows: [Int]) -> [Int] {
            rows.reduce(into: Array(repeating: 0, count: table.classes.count)) { $0[Int(table.labels[$1])] += 1 }
        }
        guard !table.classes.isEmpty else { return [:] }
        var classRows = [DataPart.all: named(table.classCounts)]
        classRows[.train] = parts.map { named(counts($0.train)) }
        classRows[.test] = parts.map { named(counts($0.test)) }
        return classRows
    }

    private static func quality(
        _ table: Table,
        _ parts: Split?,
        _ checks: DataPlan.Checks
    ) -> PlanFacts.Dataset.Quality {
        let millionths = 1_000_000
        let rarest = table.classCounts.indices.min { table.classCounts[$0] < table.classCounts[$1] }
        return PlanFacts.Dataset.Quality(
            repeated: parts.map { .init(table.repeated($0.test, among: $0.train), of: $0.test.count) },
            constant: table.constantFeatures,
            smallestClass: rarest.map { table.classes[$0] },
            smallestShare: .init(rarest.map { table.classCounts[$0] } ?? table.rowCount, of: table.rowCount),
            telling: checks.leakage == nil
                ? []
                : zip(table.featureNames, table.labelShares).map { feature, share in
                    let count = Int(share * Double(millionths))
                    return .init(feature: feature, share: .init(count, of: millionths))
                }
        )
    }

    /// Whether the zone of change windows is known here.
    private func find(_ changes: ChangesPlan?) -> PlanFacts.Zone? {
        guard let name = changes?.only?.zone?.value else { return nil }
        let isKnown = name == recordedZone || ZoneFinder.zone(name) != nil
        return PlanFacts.Zone(isKnown: isKnown, names: isKnown ? [] : ZoneFinder.names)
    }

    private func check(
        _ feedback: FeedbackPlan?,
        isOfLog: Bool,
        _ sources: inout SourceMap,
        _ diagnostics: inout [Diagnostic]
    ) {
        guard let from = feedback?.from, canRead(from, &diagnostics) else { return }
        let path = Path.join(folder, from.value)
        do throws(DatasetFailure) {
            if isOfLog {
                let join = feedback?.join?.value ?? .unit
                _ = try FeedbackTable.read(try PredictionLog.open(path), named: path, by: join)
            } else {
                _ = try FeedbackFile.read(path: path, named: path)
            }
        } catch {
            diagnostics += error.diagnostics(in: &sources)
        }
    }

    /// Whether a path of the plan stays in its folder, links followed.
    private func staysInside(_ path: Located<String>, _ diagnostics: inout [Diagnostic]) -> Bool {
        staysInside(Path.join(folder, path.value), of: path, &diagnostics)
    }

    private func staysInside(_ file: String, of path: Located<String>, _ diagnostics: inout [Diagnostic]) -> Bool {
        guard !allowsOutsidePaths, let target = FileSystem.escape(of: file, from: folder) else { return true }
        let (message, help) = OutsidePath.words(path.value, target)
        diagnostics.append(Diagnostic(.badPath, message, at: .init(path.span), help: help))
        return false
    }

    /// Whether a program can be run, as far as can be told without running it.
    private func check(_ program: Located<String>, _ diagnostics: inout [Diagnostic]) {
        let name = program.value
        if name.utf8.contains(UInt8(ascii: "/")) {
            guard let error = FileSystem.problemRunning(Path.join(folder, name)) else { return }
            let isThere = error.isForbidden && FileSystem.exists(Path.join(folder, name))
            diagnostics.append(
                Diagnostic(
                    .unusableProgram,
                    "cannot run `\(name)`: \(error.reason)",
                    at: .init(program.span),
                    notes: ["the path starts from the plan's folder, `\(folder)`"],
                    help: isThere ? ["make it executable with `chmod +x`"] : []
                )
            )
        } else if !FileSystem.hasProgram(name) {
            diagnostics.append(
                Diagnostic(
                    .unknownProgram,
                    "no folder of PATH has a program `\(name)`",
                    at: .init(program.span),
                    help: ["a program in the plan's folder is named by its path, `./\(name)`"]
                )
            )
        }
    }

    /// Of a log in many files so many are looked at.
    private static let filesLookedAt = 8

    /// What a look at a log tells. It is recorded in the course of time: that it is not there yet is worth a note.
    private func outline(
        _ path: Located<String>?,
        _ question: LogOutline.Question,
        _ diagnostics: inout [Diagnostic]
    ) -> PlanFacts.Log? {
        guard let path, staysInside(path, &diagnostics) else { return nil }
        let files = FileSystem.files(matching: Path.join(folder, path.value))
        do throws(PlatformError) {
            var outlines: [LogOutline] = []
            for file in files.prefix(Self.filesLookedAt) {
                guard staysInside(file, of: path, &diagnostics) else { return nil }
                outlines.append(try LogOutline.read(file, question))
            }
            var known: Set<String> = []
            let isWhole = files.count == outlines.count && !files.isEmpty && outlines.allSatisfy(\.isWhole)
            let numbers = outlines.reduce(into: Set<String>()) { $0.formUnion($1.numbers) }
            let times = outlines.compactMap(\.times)
            let first = times.map(\.lowerBound).min()
            let last = times.map(\.upperBound).max()
            return PlanFacts.Log(
                columns: outlines.flatMap(\.columns).filter { known.insert($0).inserted },
                hasAllColumns: files.count == outlines.count && outlines.allSatisfy(\.hasAllColumns),
                values: isWhole
                    ? outlines.reduce(into: [:]) { $0.merge($1.values) { $0.union($1) } } : [:],
                texts: isWhole
                    ? outlines.reduce(into: [:]) { $0.merge($1.texts) { first, _ in first } }
                        .filter { !numbers.contains($0.key) } : [:],
                counts: isWhole ? outlines.reduce(into: [:]) { $0.merge($1.counts, uniquingKeysWith: +) } : [:],
                times: first.flatMap { first in isWhole ? last.map { first...$0 } : nil }
            )
        } catch {
            diagnostics.append(
                Diagnostic(
                    .uncheckedFile,
                    "`\(path.value)` is not checked: \(error.reason)",
                    at: .init(path.span)
                )
            )
            return nil
        }
    }

    /// Whether a file is there; where it is not, the plan's own line is the place to say so.
    private func canRead(_ path: Located<String>, _ diagnostics: inout [Diagnostic]) -> Bool {
        guard staysInside(path, &diagnostics) else { return false }
        let file = Path.join(folder, path.value)
        let problem: String
        if let error = FileSystem.problemReading(file) {
            problem = error.reason
        } else if !FileSystem.isRegularFile(file) {
            // A pipe could be read once only, and a device need not end.
            problem = "it is a pipe or a device, not a file"
        } else {
            return true
        }
        diagnostics.append(
            Diagnostic(
                .missingFile,
                "cannot read `\(path.value)`: \(problem)",
                at: .init(path.span),
                notes: ["the path starts from the plan's folder, `\(folder)`"]
            )
        )
        return false
    }
}

extension ReleasePlan {
    /// The columns that the plan's own metrics may read, by the names that they or their kinds have for them.
    fileprivate var columnsOfMetrics: Set<String> {
        guard !metrics.isEmpty else { return [] }
        let roles = traffic?.log?.columns?.filter { column in
            if case .role? = column.content?.value { true } else { false }
        }
        let standing = (roles ?? []).map(\.name.value) + ["rank"]
        return Set(standing + metrics.flatMap { metric in metric.places.keys.compactMap { metric.options.text($0) } })
    }
}

extension LogPlan {
    /// The column of times, where there are windows of the log's own time.
    fileprivate var timeOfWindows: String? {
        guard windows.contains(where: { $0.from != nil }) else { return nil }
        return columns?.first { $0.content?.value == .role(.time) }?.name.value
    }
}

extension LogColumnContent {
    /// Whether its values are names that plans may use.
    fileprivate var isCategorical: Bool {
        switch self {
        case .role(let role): role == .model || role == .prediction || role == .label
        case .attribute(let type): type == .text
        case .latency: false
        }
    }
}
