import Classifiers
import Compiler
import Diagnostics
import Glibc
import Metrics
import Plan
import PlanSyntax
import Platform
import Providers

/// Reads and compiles a plan once, and prints what each part of it took, as JSON: seconds of processor time, and bytes of memory at the most.
@main
enum CompileTimes {
    static func main() throws {
        let path = CommandLine.arguments[1]
        let bytes = try FileSystem.read(path, limit: SyntaxLimits.largestBytes)
        let start = Usage()

        let file = SourceFile(name: path, bytes: bytes)
        let limits = SyntaxLimits(bytes: SyntaxLimits.largestBytes, nodes: SyntaxLimits.largestBytes, depth: 64)
        let parsed = SyntaxTree.parse(file, id: SourceFile.ID(index: 0), limits: limits)
        let read = Usage()

        guard let tree = parsed.tree else { throw Refusal.tree(parsed.diagnostics) }
        _ = consume parsed
        let language = Language(
            models: ModelRegistry.descriptors,
            metrics: MetricRegistry.descriptors,
            notifiers: NotifierRegistry.descriptors
        )
        let compiler = Compiler(language: language)
        let (plan, lowering) = compiler.lower(tree)
        _ = consume tree
        let lowered = Usage()

        let iris = PlanFacts.Dataset(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
        )
        let linked = compiler.link(consume plan, facts: PlanFacts(datasets: ["iris": iris]))
        guard let program = linked.program else { throw Refusal.program(lowering + linked.diagnostics) }
        let end = Usage()
        StandardStream.output.write(
            """
            {"tree": \(read.time - start.time), "lower": \(lowered.time - read.time), "link": \(end.time - lowered.time), \
            "program": \(end.time - start.time), "tree_memory": \(read.memory), "lower_memory": \(lowered.memory), \
            "program_memory": \(end.memory), "bytes": \(bytes.count), "stages": \(program.stages.count)}\n
            """
        )
    }

    /// The plan is not one that the compiler accepts.
    enum Refusal: Error {
        case tree([Diagnostic])
        case program([Diagnostic])
    }
}

/// What the process has used so far: seconds of processor time, and the most bytes of memory at once.
private struct Usage {
    let time: Double
    let memory: Int

    init() {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        memory = usage.ru_maxrss * 1024
        var clock = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &clock)
        time = Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9
    }
}
