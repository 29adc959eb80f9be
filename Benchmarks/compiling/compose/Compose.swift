import Foundation
import Yams

/// Composes a file to Yams' tree once, and prints the seconds of processor time it took, as JSON.
@main
enum Compose {
    static func main() throws {
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let start = seconds()
        let tree = try Yams.compose(yaml: text)
        print("{\"compose\": \(seconds() - start), \"keys\": \(tree?.mapping?.count ?? 0)}")
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
