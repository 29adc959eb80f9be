import ArgumentParser
import Compiler

/// What the command line adds to a plan before it is compiled.
struct CompilingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Draw the requests by this seed instead of the traffic's own.", valueName: "n"))
    var seed: Int?

    @OptionGroup var paths: PathOption
    @OptionGroup var values: ValueOptions
    @OptionGroup var size: SizeOptions

    var compilerOptions: Compiler.Options {
        Compiler.Options(seed: seed, allowsOutsidePaths: paths.allowOutsidePaths)
    }

    /// Loads plans with these options; `requiresSecrets` where the plan is to be carried out.
    func loading(_ color: ColorOption, requiresSecrets: Bool = false) -> Loading {
        var values = values.planValues
        values.requiresSecrets = requiresSecrets
        return Loading(options: compilerOptions, values: values, limits: size.limits, color: color)
    }

    func validate() throws {
        if let seed, seed < 0 { throw ValidationError("--seed must not be negative") }
    }
}

/// Where a plan's paths may lead.
struct PathOption: ParsableArguments {
    @Flag(help: "Let the plan's paths lead out of its folder.")
    var allowOutsidePaths = false
}
