import ArgumentParser
import Diagnostics
import Execution
import JSON
import Plan
import Platform
import Reports

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Say how likely a plan releases a candidate, and who meets it on the way, if it does so much better or worse.",
        discussion: """
            The models are trained and answer the rows once; then many releases are carried out by the plan's own program, \
            with requests drawn anew in each. Effects say what the candidate does in traffic otherwise than on the rows: \
            accuracy=-2%, recall[virginica]=-10%, error_rate=+1%, latency=+20%, feedback.negative=+5%; without a sign they \
            say what it does, accuracy=90%. The assessment stays as it was measured. The same seed gives the same releases \
            on any number of threads.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The plan; `-` reads standard input.", valueName: "file"), completion: .plan)
    var file: String

    @Option(help: ArgumentHelp("How many releases are simulated, at each point of a grid.", valueName: "n"))
    var runs = 10_000

    @Option(
        name: .customLong("effect"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "Assume that the candidate does otherwise in traffic, such as accuracy=-2%; may be repeated.",
            valueName: "metric=change"
        )
    )
    var effects: [String] = []

    @Option(
        help: ArgumentHelp(
            "Assume one effect after the other, such as accuracy=-5%..0%:6 for six of them.",
            valueName: "metric=from..to:n"
        )
    )
    var grid: String?

    @Option(
        help: ArgumentHelp("Whether approvals are given, refused or left to expire.", valueName: "answer")
    )
    var assume = AssumedAnswers.Answer.approve

    @Option(parsing: .unconditional, help: ArgumentHelp("How many threads may work, 0 for one a core.", valueName: "n"))
    var threads = 0

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @Option(
        help: ArgumentHelp("Draw the chance of release in this file too, an SVG picture.", valueName: "file"),
        completion: .file(extensions: ["svg"])
    )
    var svg: String?

    @OptionGroup var calendar: CalendarOption
    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    static let mostRuns = 10_000_000

    func validate() throws {
        guard (1...Self.mostRuns).contains(runs) else {
            throw ValidationError("--runs goes from 1 to \(Self.mostRuns)")
        }
        try ExecuteCommand.check(threads: threads)
        if svg == "-" { throw ValidationError("--svg names a file, since standard output has the report") }
    }

    func run() async throws {
        var reader = EffectReader()
        let assumed = reader.effects(effects)
        let grid = grid.flatMap { reader.grid($0) }
        guard reader.diagnostics.isEmpty else { throw refuse(reader.diagnostics, reader) }

        let plan = try compiling.loading(color).loadForRun(file)
        Interrupt.install()
        let model: SimulationModel
        do throws(SimulationError) {
            model = try await SimulationModel.measure(plan.program, folder: plan.folder, threads: threads)
        } catch {
            guard case .unprepared(let problem) = error else { throw ExitStatus.internalError.code }
            Complaint.error(problem)
            throw ExitStatus.stepFailed.code
        }
        let points = try self.points(model, assumed, grid, reader)
        let calendar = try calendar.calendar(of: plan.program)
        let simulation = Simulation(
            plan.program,
            digest: plan.digest,
            runs: runs,
            axis: grid?.axis,
            points: simulate(model, points, calendar),
            begins: calendar?.text(.zero)
        )
        try show(simulation)
    }

    /// One set of effects with the laws that it makes.
    private struct Point {
        let effects: [String]
        let label: String?
        let laws: SimulationLaws
    }

    /// All that is to be simulated: what cannot be is found before anything is.
    private func points(
        _ model: SimulationModel,
        _ assumed: [EffectReader.Written],
        _ grid: EffectReader.Grid?,
        _ reader: EffectReader
    ) throws(ExitCode) -> [Point] {
        let shared = assumed.map(\.effect)
        var points: [Point] = []
        do throws(SimulationError) {
            guard let grid else {
                return [
                    Point(effects: assumed.map(\.text), label: nil, laws: try SimulationLaws(model, shared))
                ]
            }
            for point in grid.points {
                let laws = try SimulationLaws(model, shared + [point.effect])
                let texts = assumed.map(\.text) + ["\(grid.axis)=\(point.label)"]
                points.append(Point(effects: texts, label: point.label, laws: laws))
            }
            return points
        } catch {
            throw refuse([diagnostic(error, assumed, grid)], reader)
        }
    }

    private func diagnostic(
        _ error: SimulationError,
        _ assumed: [EffectReader.Written],
        _ grid: EffectReader.Grid?
    ) -> Diagnostic {
        let spans = assumed.map(\.span) + (grid.map { [$0.span] } ?? [])
        func span(_ effect: Int) -> SourceSpan {
            spans.indices.contains(effect) ? spans[effect] : SourceSpan(file: SourceFile.ID(index: 0), 0..<0)
        }
        switch error {
        case .impossible(let effect, let reason):
            return Diagnostic(.impossibleEffect, "there is no room for this effect: \(reason)", at: .init(span(effect)))
        case .unknownClass(let effect, let name, let classes):
            return Diagnostic(
                .unknownEffect,
                "the data have no class `\(name)`",
                at: .init(span(effect)),
                notes: ["the classes are " + classes.prefix(12).map { "`\($0)`" }.joined(separator: ", ")],
                help: Suggestion.nearest(to: name, among: classes).map { ["did you mean `\($0)`?"] } ?? []
            )
        case .unprepared(let problem):
            return Diagnostic(.impossibleEffect, problem, at: .init(span(0)))
        }
    }

    private func refuse(_ diagnostics: [Diagnostic], _ reader: EffectReader) -> ExitCode {
        let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
        StandardStream.error.write(renderer.render(diagnostics.sortedBySource(), in: reader.sources) + "\n")
        return ExitStatus.usage.code
    }

    /// Simulates point after point; an interrupt ends it with the runs that are done.
    private func simulate(
        _ model: SimulationModel,
        _ points: [Point],
        _ calendar: ReleaseCalendar?
    ) -> [Simulation.Point] {
        let progress = SimulationProgress(runs: runs * points.count)
        defer { progress.clear() }
        var results: [Simulation.Point] = []
        let seed = UInt64(model.program.traffic?.replay?.seed ?? 0)
        let author = model.program.excludesAuthor ? Identity.userName : nil
        for (index, point) in points.enumerated() where Interrupt.received == nil {
            // Every point draws alike, so that they differ by their effects alone.
            let simulator = Simulator(
                model,
                point.laws,
                seed: seed,
                assuming: assume,
                author: author,
                calendar: calendar
            )
            let tally = simulator.simulate(
                runs: runs,
                threads: threads,
                isInterrupted: { Interrupt.received != nil },
                progress: { progress.show(index * runs + $0) }
            )
            guard tally.runs > 0 else { break }
            results.append(
                Simulation.Point(
                    effects: point.effects,
                    label: point.label,
                    accuracies: point.laws.accuracies,
                    tally: tally
                )
            )
        }
        return results
    }

    private func show(_ simulation: Simulation) throws(ExitCode) {
        if !simulation.points.isEmpty {
            switch format {
            case .text:
                let style = ReportStyle(isColoured: color.choice.isColoured(.output))
                StandardStream.output.write(SimulationReport(style: style).text(simulation))
            case .json: StandardStream.output.write(simulation.json.prettyText + "\n")
            }
            if let svg { try write(SimulationChart().svg(simulation), to: svg) }
        }
        if let signal = Interrupt.received {
            let done = simulation.points.reduce(0) { $0 + $1.tally.runs }
            StandardStream.error.write(
                "interrupted after \(done) releases\(done > 0 ? "; the above is of these" : "")\n"
            )
            throw ExitCode(128 + signal)
        }
    }

    private func write(_ picture: String, to path: String) throws(ExitCode) {
        do throws(PlatformError) {
            try FileSystem.put(Array(picture.utf8), at: path)
        } catch {
            Complaint.error("cannot write the picture `\(path)`: \(error.reason)")
            throw ExitStatus.journal.code
        }
    }
}
