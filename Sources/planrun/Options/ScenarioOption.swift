import ArgumentParser
import Compiler
import Diagnostics
import Digests
import Execution
import JSON
import Plan
import PlanSyntax
import Platform

/// What goes wrong in a replay, for trying a plan out.
struct ScenarioOption: ParsableArguments {
    @Option(
        name: .customLong("scenario"),
        help: ArgumentHelp(
            "Degrade the replay as this file says: labels, features, latency, traffic; or, with --dry-run of a plan with live "
                + "traffic, take the metrics from it.",
            valueName: "file"
        ),
        completion: .plan
    )
    var file: String?

    @Flag(help: "Exit with 0 if the run ends as the scenario's `expect` says, and with 5 if it ends otherwise.")
    var checkExpectation = false

    func validate() throws {
        if checkExpectation, file == nil {
            throw ValidationError("--check-expectation needs a --scenario that expects")
        }
    }

    /// A scenario with the mark by which a run remembers it.
    struct Loaded {
        let scenario: Scenario
        let mark: Event.ScenarioMark
    }

    /// The scenario that the user named, or nil where there is none; findings go to standard error and end the command.
    func load(for plan: Loading.Plan, color: ColorOption) throws(ExitCode) -> Loaded? {
        guard let file else { return nil }
        let loaded = try Self.load(file, for: plan, color: color)
        if checkExpectation, loaded.scenario.expected == nil {
            StandardStream.error.write(
                "error: the scenario `\(file)` does not `expect` anything that could be checked\n"
            )
            throw ExitStatus.planErrors.code
        }
        return loaded
    }

    /// The scenario that a run began under, which must not have changed since.
    static func reload(_ mark: JSONValue?, for plan: Loading.Plan, color: ColorOption) throws(ExitCode) -> Loaded? {
        guard let path = mark?["path"]?.string else { return nil }
        let loaded = try load(path, for: plan, color: color)
        guard loaded.mark.digest == mark?["digest"]?.string else {
            Complaint.error(
                "the scenario `\(path)` has changed since the run began; put it back, or start a new run"
            )
            throw ExitStatus.planErrors.code
        }
        return loaded
    }

    private static func load(_ path: String, for plan: Loading.Plan, color: ColorOption) throws(ExitCode) -> Loaded {
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.read(path, limit: SyntaxLimits.standard.bytes + 1)
        } catch {
            Complaint.error("cannot read the scenario `\(path)`: \(error.reason)")
            throw ExitStatus.planErrors.code
        }
        var sources = SourceMap()
        let file = SourceFile(name: path, bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        let compiled = parsed.tree.map {
            ScenarioCompiler.compile(
                $0,
                features: plan.features,
                types: plan.program.readingTypes,
                for: plan.program
            )
        }
        let diagnostics = parsed.diagnostics + (compiled?.diagnostics ?? [])
        if !diagnostics.isEmpty {
            let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
            StandardStream.error.write(renderer.render(diagnostics, in: sources) + "\n")
            OperatorSession.record(diagnostics, in: sources, quoted: SourceFile.ID(index: 0))
        }
        guard let scenario = compiled?.scenario, !diagnostics.containsErrors else { throw ExitStatus.planErrors.code }
        return Loaded(
            scenario: scenario,
            mark: Event.ScenarioMark(
                name: scenario.name,
                digest: SHA256.digest(bytes).description,
                path: FileSystem.resolved(path) ?? path
            )
        )
    }
}
