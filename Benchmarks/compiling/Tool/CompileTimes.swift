import Classifiers
import Compiler
import Diagnostics
import Glibc
import Metrics
import Plan
import PlanSyntax
import Platform
import Providers

/// Reads and compiles a plan once, and prints what each part of it took, as JSON: seconds by the clock, seconds of the processor, and
/// bytes of memory at the most. `compile-times FILE [THREADS]`: as many threads as there are cores unless told.
@main
enum CompileTimes {
    static func main() throws {
        let path = CommandLine.arguments[1]
        let threads = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 0 : 0
        let division = Division(threads: threads)
        let bytes = try FileSystem.read(path, limit: SyntaxLimits.largestBytes)
        let start = Usage()

        let file = SourceFile(name: path, bytes: bytes)
        let limits = SyntaxLimits(bytes: SyntaxLimits.largestBytes, nodes: SyntaxLimits.largestBytes, depth: 64)
        let parsed = SyntaxTree.parse(file, id: SourceFile.ID(index: 0), limits: limits, division: division)
        let read = Usage()

        guard let tree = parsed.tree else { throw Refusal.tree(parsed.diagnostics) }
        _ = consume parsed
        let language = Language(
            models: ModelRegistry.descriptors,
            metrics: MetricRegistry.descriptors,
            notifiers: NotifierRegistry.descriptors
        )
        let compiler = Compiler(language: language, options: Compiler.Options(division: division))
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
            {"tree": \(read.clock - start.clock), "lower": \(lowered.clock - read.clock), "link": \(end.clock - lowered.clock), \
            "program": \(end.clock - start.clock), "tree_processor": \(read.processor - start.processor), \
            "program_processor": \(end.processor - start.processor), "tree_memory": \(read.memory), \
            "lower_memory": \(lowered.memory), "program_memory": \(end.memory), "bytes": \(bytes.count), \
            "stages": \(program.stages.count)}\n
            """
        )
    }

    /// The plan is not one that the compiler accepts.
    enum Refusal: Error {
        case tree([Diagnostic])
        case program([Diagnostic])
    }
}

/// Seconds by the clock, and what the process has used so far: seconds of the processor, and the most bytes of memory at once.
private struct Usage {
    let clock = Self.seconds(CLOCK_MONOTONIC)
    let processor = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)
    let memory: Int

    init() {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        memory = usage.ru_maxrss * 1024
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
