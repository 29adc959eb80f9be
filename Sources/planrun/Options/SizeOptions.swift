import ArgumentParser
import PlanSyntax

/// How large a plan may be: the limits are there so that a wrong file is refused at once, and not for good.
struct SizeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Read plans of up to so many bytes.", valueName: "n"))
    var maxBytes = SyntaxLimits.standard.bytes

    @Option(help: ArgumentHelp("Read plans of up to so many values.", valueName: "n"))
    var maxValues = SyntaxLimits.standard.nodes

    var limits: SyntaxLimits {
        var limits = SyntaxLimits.standard
        limits.bytes = maxBytes
        limits.nodes = maxValues
        return limits
    }

    /// The options as a command line gives them, where they are not as usual.
    var arguments: String {
        let usual = SyntaxLimits.standard
        return (maxBytes == usual.bytes ? "" : " --max-bytes \(maxBytes)")
            + (maxValues == usual.nodes ? "" : " --max-values \(maxValues)")
    }

    func validate() throws {
        guard (1...SyntaxLimits.largestBytes).contains(maxBytes) else {
            throw ValidationError("--max-bytes goes from 1 to \(SyntaxLimits.largestBytes)")
        }
        guard (1...SyntaxLimits.largestBytes).contains(maxValues) else {
            throw ValidationError("--max-values goes from 1 to \(SyntaxLimits.largestBytes)")
        }
    }
}
