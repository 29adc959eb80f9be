import Foundation
import Glibc
import Testing

/// Metrics about a run, kept in a file while it goes on.
@Suite struct RunMetricsTests {
    private func value(_ text: String, _ start: String) -> Substring? {
        text.split(separator: "\n").first { $0.hasPrefix(start) }?.split(separator: " ").last
    }

    @Test func theFileSaysHowTheRunEnded() throws {
        let workspace = try Workspace(plan: TinyPlan.alerting)
        let result = try workspace.run("execute", "tiny.yaml", "--metrics-file", "run.prom")
        #expect(result.status == 0)
        let text = try workspace.text(of: "run.prom")
        #expect(text.hasSuffix("# EOF\n"))
        #expect(value(text, "planrun_run_finished{") == "1")
        #expect(text.contains(#"planrun_run_outcome{plan="tiny",run="tiny-1",outcome="released"} 1"#))
        #expect(value(text, "planrun_candidate_share{") == "1")
    }

    @Test func aRunGoesOnWithoutItsMetrics() throws {
        let workspace = try Workspace(plan: TinyPlan.alerting)
        let result = try workspace.run("execute", "tiny.yaml", "--metrics-file", "no/folder/run.prom")
        #expect(result.status == 0)
        let parts = result.errors.components(separatedBy: "the run's metrics could not be told: ")
        #expect(parts.count == 2)
        // Nobody listens there.
        let pushed = try workspace.run("execute", "tiny.yaml", "--push-gateway", "http://127.0.0.1:1")
        #expect(pushed.status == 0)
        #expect(pushed.errors.contains("the run's metrics could not be told: "))
    }

    @Test func aRunThatGoesOnGoesOnInItsMetrics() throws {
        let workspace = try Workspace(plan: TinyPlan.alerting)
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 12, SIGKILL)
        let result = try workspace.run("resume", "tiny-1", "--metrics-file", "run.prom")
        #expect(result.status == 0, "\(result.errors)")
        let text = try workspace.text(of: "run.prom")
        #expect(text.hasSuffix("# EOF\n"))
        let whole = try Workspace(plan: TinyPlan.alerting)
        try whole.run("execute", "tiny.yaml", "--metrics-file", "run.prom")
        let expected = try whole.text(of: "run.prom")
        // What it counts is counted from the run's beginning, whoever drove it then.
        for name in [
            "planrun_observations_total{", "planrun_judgements_total{", "planrun_run_finished{",
            "planrun_candidate_share{",
        ] {
            let values = expected.split(separator: "\n").filter { $0.hasPrefix(name) }
            #expect(!values.isEmpty, "\(name)")
            #expect(text.split(separator: "\n").filter { $0.hasPrefix(name) } == values)
        }
    }

    @Test func aGatewayThatIsNoneIsRefused() throws {
        let workspace = try Workspace(plan: TinyPlan.alerting)
        let result = try workspace.run("execute", "tiny.yaml", "--push-gateway", "pushgateway:9091")
        #expect(result.status == 64)
        #expect(result.errors.contains("--push-gateway is a URL such as http://127.0.0.1:9091"))
    }
}
