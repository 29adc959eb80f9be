import ArgumentParser
import Compiler
import Diagnostics
import Execution
import JSON
import Plan
import Platform
import Reports

struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract:
            "Run tests of plans: what is measured and what goes wrong is written down, what is decided is checked.",
        discussion: """
            Tests stand in YAML beside their plan, `x.test.yaml` beside `x.yaml`. Nothing is read, trained, routed or sent. \
            The exit status is 0 where all pass, 1 where a file has errors, and 2 where a test fails or too little is covered.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit
    }

    @Argument(
        help: ArgumentHelp("Files of tests, and folders: every *.test.yaml in them.", valueName: "file"),
        completion: .plan
    )
    var files: [String]

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("Run only the tests whose names have this in them.", valueName: "name")
    )
    var filter: String?

    @Option(
        help: ArgumentHelp(
            "Fail where the tests of a plan reach less than this share of its stages, branches, gates and alerts, such as 80%.",
            valueName: "share"
        )
    )
    var minCoverage: String?

    @Option(help: "What is printed: text, json or junit.")
    var format = Format.text

    @OptionGroup var paths: PathOption
    @OptionGroup var size: SizeOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        if minCoverage != nil, share == nil {
            throw ValidationError("--min-coverage takes a share such as `80%` or `0.8`, not `\(minCoverage ?? "")`")
        }
    }

    private var share: Double? {
        guard let minCoverage else { return nil }
        let isPercent = minCoverage.hasSuffix("%")
        guard let number = Double(isPercent ? String(minCoverage.dropLast()) : minCoverage) else { return nil }
        let share = isPercent ? number / 100 : number
        return (0...1).contains(share) ? share : nil
    }

    func run() async throws {
        let finder = TestFinder(files)
        let loader = TestLoader(
            options: Compiler.Options(allowsOutsidePaths: paths.allowOutsidePaths),
            limits: size.limits
        )
        let missing = finder.empty.map {
            TestLoader.unreadable($0.folder, "cannot find tests in `\($0.folder)`: \($0.reason)")
        }
        let loaded = missing + finder.files.map { loader.load($0) }
        report(loaded)
        let results = await results(of: loaded)
        let hasErrors = loaded.contains { $0.diagnostics.containsErrors }
        if !hasErrors, results.count == 0 {
            Complaint.error("no test has `\(filter ?? "")` in its name")
            throw ExitStatus.usage.code
        }
        switch format {
        case .text where results.count == 0: break
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(TestReport(style: style).text(results))
        case .json: StandardStream.output.write(results.json.prettyText + "\n")
        case .junit: StandardStream.output.write(results.junit)
        }
        if hasErrors { throw ExitStatus.planErrors.code }
        if !results.isPassed { throw ExitStatus.gateSaidNo.code }
    }

    private func report(_ loaded: [LoadedTests]) {
        let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
        for tests in loaded where !tests.diagnostics.isEmpty {
            StandardStream.error.write(renderer.render(tests.diagnostics, in: tests.sources) + "\n")
            if let plan = tests.planFindings {
                StandardStream.error.write(renderer.render(plan.diagnostics, in: plan.sources) + "\n")
            }
        }
    }

    private func results(of loaded: [LoadedTests]) async -> TestResults {
        var files: [TestResults.File] = []
        var coverages: [(path: String, coverage: TestCoverage)] = []
        for tests in loaded {
            guard let program = tests.program, let path = tests.planPath else { continue }
            var results: [TestResults.Test] = []
            var coverage = coverages.first { $0.path == path }?.coverage ?? TestCoverage(program)
            for test in tests.tests where filter.map({ test.name.value.contains($0) }) ?? true {
                let zone = program.changes.flatMap { ZoneFinder.zone($0.zone) }
                let done = await PlanTestRun.run(test, of: program, zone: zone)
                coverage.add(done.events)
                results.append(TestResults.Test(name: test.name.value, line: tests.line(of: test), run: done))
            }
            guard !results.isEmpty else { continue }
            files.append(TestResults.File(name: tests.name, tests: results))
            coverages.removeAll { $0.path == path }
            coverages.append((path, coverage))
        }
        return TestResults(
            files: files,
            plans: coverages.map { TestResults.Plan(path: $0.path, coverage: $0.coverage) },
            minimumCoverage: share
        )
    }
}
