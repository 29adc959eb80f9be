import ArgumentParser
import Compiler

/// What the command line adds to a plan before it is compiled.
struct CompilingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Draw the requests by this seed instead of the traffic's own.", valueName: "n"))
    var seed: Int?

    @OptionGroup var paths: PathOption

    var compilerOptions: Compiler.Options {
        Compiler.Options(seed: seed, allowsOutsidePaths: paths.allowOutsidePaths)
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
