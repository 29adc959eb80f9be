import ArgumentParser
import Platform

extension Interrupt {
    /// The end of a command that nothing is left of to go on with.
    static func exit(after signal: Int32) -> ExitCode {
        StandardStream.error.write("interrupted\n")
        return ExitCode(128 + signal)
    }
}
