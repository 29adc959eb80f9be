import ArgumentParser
import Compiler
import Execution
import JSON
import Journal
import Plan

/// A run read back from its records: its plan compiled as it was when the run began, and where it stands.
struct OpenedRun {
    let plan: Loading.Plan
    let scenario: Scenario?
    let state: ReleaseState
    let events: [Event]

    /// Who began the run, where that matters to the plan.
    var author: String? {
        guard case .started(let started)? = events.first?.payload else { return nil }
        return started.author
    }
}

/// Reads a run back. What keeps it from that is said on standard error.
struct RunOpener {
    let summary: RunSummary
    let options: OpeningOptions
    /// Whether the plan's secrets must be there.
    let requiresSecrets: Bool

    func open(_ records: [[UInt8]]) throws(ExitCode) -> OpenedRun {
        let (plan, scenario) = try compile(records.first)
        do throws(RunRestorer.Refusal) {
            let restorer = RunRestorer(program: plan.program, folder: plan.folder)
            let restored = try restorer.restore(records, run: summary.id)
            return OpenedRun(plan: plan, scenario: scenario, state: restored.state, events: restored.events)
        } catch {
            throw error.exit()
        }
    }

    /// The plan with the values that the run's first record has, and the scenario that it names.
    func compile(_ record: [UInt8]?) throws(ExitCode) -> (plan: Loading.Plan, scenario: Scenario?) {
        let first = record.flatMap { try? JSONValue(parsing: $0) }
        let compiling = Compiler.Options(
            seed: first?["seed"]?.integer,
            allowsOutsidePaths: options.paths.allowOutsidePaths
        )
        let values = PlanValues(
            recorded: PlanValues.Setting.recorded(first?["parameters"]),
            secretFiles: options.secrets.files,
            requiresSecrets: requiresSecrets
        )
        var loading = Loading(options: compiling, values: values, limits: options.size.limits, color: options.color)
        loading.recordedZone = first?["calendar"]?["zone"]?.string
        loading.isUnderWay = true
        let plan = try loading.load(summary.planPath)
        guard plan.digest == summary.programDigest else {
            Complaint.error(
                """
                the plan `\(summary.planPath)` has changed since the run began: its program was \
                \(summary.programDigest.prefix(12)) and is \(plan.digest.prefix(12)); put the plan back, or start a new \
                run
                """
            )
            throw ExitStatus.planErrors.code
        }
        let scenario = try ScenarioOption.reload(first?["scenario"], for: plan, color: options.color)
        return (plan, scenario?.scenario)
    }
}
