import ArgumentParser
import Execution
import Plan
import Providers

/// Where a run's own metrics go.
struct MetricsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write how the run stands to a file, as metrics in OpenMetrics text, for a node exporter to pick up.",
            valueName: "file"
        ),
        completion: .file()
    )
    var metricsFile: String?

    @Option(help: ArgumentHelp("Push the same to a Pushgateway, such as http://127.0.0.1:9091.", valueName: "url"))
    var pushGateway: String?

    func validate() throws {
        guard let pushGateway else { return }
        do {
            _ = try PushGateway(pushGateway, run: "run")
        } catch {
            throw ValidationError("--push-gateway is a URL such as http://127.0.0.1:9091, and `\(pushGateway)` is not")
        }
        if let problem = NativeLibrary.curl.problem {
            throw ValidationError("--push-gateway cannot be used here: \(NativeLibrary.curl.use), and \(problem)")
        }
    }

    /// - Parameter past: The events of the run before this process.
    func output(for program: Program, run: String, past: [Event] = []) -> RunMetricsOutput? {
        guard metricsFile != nil || pushGateway != nil else { return nil }
        let gateway = pushGateway.flatMap { try? PushGateway($0, run: run) }
        return RunMetricsOutput(path: metricsFile, gateway: gateway, program: program, run: run, past: past)
    }
}
