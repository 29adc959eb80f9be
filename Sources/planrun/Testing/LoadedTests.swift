import Compiler
import Diagnostics
import Execution
import Plan
import PlanSyntax
import Platform

/// A file of tests with the plan that they are for, as far as both could be loaded.
struct LoadedTests: Sendable {
    let name: String
    /// The path of the plan, or nil where it is not known.
    let planPath: String?
    /// Nil where `diagnostics` contain errors.
    let program: Program?
    let tests: [PlanTest]
    let diagnostics: [Diagnostic]
    /// What the plan's own findings are, in its own sources.
    let planFindings: (diagnostics: [Diagnostic], sources: SourceMap)?
    let sources: SourceMap

    /// The line that a test begins in, counted from 1.
    func line(of test: PlanTest) -> Int { sources[test.span.file].position(of: test.span.range.lowerBound).line }
}

/// Loads files of tests.
struct TestLoader: Sendable {
    let options: Compiler.Options
    let limits: SyntaxLimits

    func load(_ path: String) -> LoadedTests {
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.read(path, limit: limits.bytes + 1)
        } catch {
            let reason = error.isTooLarge ? "it has more than \(limits.bytes) bytes" : error.reason
            return Self.unreadable(path, "cannot read the tests `\(path)`: \(reason)")
        }
        var sources = SourceMap()
        let file = SourceFile(name: path, bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file), limits: limits)
        let lowered = parsed.tree.map { PlanTestCompiler.lower($0) }
        var diagnostics = parsed.diagnostics + (lowered?.diagnostics ?? [])
        guard let tests = lowered?.file else {
            return LoadedTests(
                name: path,
                planPath: nil,
                program: nil,
                tests: [],
                diagnostics: diagnostics,
                planFindings: nil,
                sources: sources
            )
        }
        let top = SourceSpan(file: SourceFile.ID(index: 0), 0..<0)
        let span = tests.plan?.span ?? top
        let named = tests.plan.map { Path.join(Path.folder(of: path), $0.value) } ?? TestFinder.plan(besides: path)
        guard let planPath = named else {
            diagnostics.append(
                Diagnostic(
                    .untestablePlan,
                    "the tests do not say which plan they are for",
                    at: .init(span),
                    help: ["add `plan: PATH`, or name the file `PLAN.test.yaml`"]
                )
            )
            return result(path, nil, nil, tests, diagnostics, nil, sources)
        }
        let settings = tests.parameters.map { PlanValues.Setting(name: $0.name, value: $0.value) }
        let loader = PlanLoader(options: options, values: PlanValues(settings: settings), limits: limits)
        let plan = loader.load(planPath)
        guard let program = plan.program else {
            diagnostics.append(
                Diagnostic(.untestablePlan, "the plan `\(planPath)` of the tests has errors", at: .init(span))
            )
            return result(path, planPath, nil, tests, diagnostics, plan, sources)
        }
        diagnostics += PlanTestCompiler.check(tests, against: program, types: program.readingTypes)
        return result(path, planPath, program, tests, diagnostics, nil, sources)
    }

    private func result(
        _ path: String,
        _ planPath: String?,
        _ program: Program?,
        _ file: PlanTestFile,
        _ diagnostics: [Diagnostic],
        _ plan: LoadedPlan?,
        _ sources: SourceMap
    ) -> LoadedTests {
        LoadedTests(
            name: path,
            planPath: planPath,
            program: diagnostics.containsErrors ? nil : program,
            tests: file.tests,
            diagnostics: diagnostics.sortedBySource(),
            planFindings: plan.map { ($0.diagnostics, $0.sources) },
            sources: sources
        )
    }

    static func unreadable(_ path: String, _ message: String) -> LoadedTests {
        var sources = SourceMap()
        let file = sources.add(SourceFile(name: path, bytes: []))
        return LoadedTests(
            name: path,
            planPath: nil,
            program: nil,
            tests: [],
            diagnostics: [Diagnostic(.unreadableTests, message, at: .init(SourceSpan(file: file, 0..<0)))],
            planFindings: nil,
            sources: sources
        )
    }
}
