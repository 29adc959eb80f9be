import ArgumentParser
import Compiler
import Diagnostics
import Plan
import PlanSyntax
import Platform

/// Loads a plan for a command that needs its program: findings go to standard error, and errors end the command.
struct Loading {
    let options: Compiler.Options
    var values = PlanValues()
    var limits = SyntaxLimits.standard
    /// The zone whose clocks a run has on record.
    var recordedZone: String?
    /// Whether a run of the plan has begun.
    var isUnderWay = false
    let color: ColorOption
    /// Whether warnings are shown; not where the plan has been run before, and they with it.
    var showsWarnings = true

    /// A plan without errors.
    struct Plan {
        let program: Program
        let digest: String
        let folder: String
        /// The columns of the data that requests are drawn from, or nil where they are not known.
        let features: [String]?
        let parameters: PlanParameters
    }

    /// The plan, of which nothing need be carried out.
    func load(_ file: String) throws(ExitCode) -> Plan {
        try plan(loader.load(file))
    }

    /// The plan, for a run of it.
    ///
    /// - Parameter reachesOut: Whether what the plan names is going to be reached from this machine.
    func loadForRun(_ file: String, reachesOut: Bool = false) throws(ExitCode) -> Plan {
        var loader = loader
        loader.checksLibraries = reachesOut
        let loaded = loader.load(file)
        let plan = try plan(loaded)
        guard loaded.missingCapabilities.isEmpty else {
            report(loaded.missingCapabilities, in: loaded.sources)
            throw ExitStatus.stepFailed.code
        }
        return plan
    }

    private var loader: PlanLoader {
        var loader = PlanLoader(options: options, values: values, limits: limits)
        loader.recordedZone = recordedZone
        loader.isUnderWay = isUnderWay
        return loader
    }

    private func report(_ diagnostics: [Diagnostic], in sources: SourceMap) {
        let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
        StandardStream.error.write(renderer.render(diagnostics, in: sources) + "\n")
        OperatorSession.record(diagnostics, in: sources, quoted: SourceFile.ID(index: 0))
    }

    private func plan(_ loaded: LoadedPlan) throws(ExitCode) -> Plan {
        let shown = showsWarnings ? loaded.diagnostics : loaded.diagnostics.filter { $0.severity == .error }
        if !shown.isEmpty { report(shown, in: loaded.sources) }
        guard let program = loaded.program, let digest = loaded.digest else {
            throw ExitStatus.planErrors.code
        }
        return Plan(
            program: program,
            digest: digest,
            folder: loaded.folder,
            features: loaded.features,
            parameters: loaded.parameters
        )
    }
}
