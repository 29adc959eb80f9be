import ArgumentParser
import Compiler
import Diagnostics
import Plan
import Platform

/// Loads a plan for a command that needs its program: findings go to standard error, and errors end the command.
struct Loading {
    let options: Compiler.Options
    let color: ColorOption

    /// A plan without errors.
    struct Plan {
        let program: Program
        let digest: String
        let folder: String
        /// The columns of the data that requests are drawn from, or nil where they are not known.
        let features: [String]?
    }

    func load(_ file: String) throws(ExitCode) -> Plan {
        let loaded = PlanLoader(options: options).load(file)
        if !loaded.diagnostics.isEmpty {
            let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
            StandardStream.error.write(renderer.render(loaded.diagnostics, in: loaded.sources) + "\n")
        }
        guard let program = loaded.program, let digest = loaded.digest else {
            throw ExitStatus.planErrors.code
        }
        return Plan(program: program, digest: digest, folder: loaded.folder, features: loaded.features)
    }
}
