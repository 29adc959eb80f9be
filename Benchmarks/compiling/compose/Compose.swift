import Foundation
import Yams

/// Composes a file to Yams' tree once, and prints the seconds it took by the clock and of the processor, as JSON.
@main
enum Compose {
    static func main() throws {
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let (start, processor) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        let tree = try Yams.compose(yaml: text)
        let (clock, used) = (seconds(CLOCK_MONOTONIC) - start, seconds(CLOCK_PROCESS_CPUTIME_ID) - processor)
        print("{\"compose\": \(clock), \"compose_processor\": \(used), \"keys\": \(tree?.mapping?.count ?? 0)}")
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
