import Foundation
import Testing

/// The smallest real plan, `plans/monitor.yaml`, from end to end.
@Suite struct MonitorTests {
    private static let message = "性能下降，请检查模型"

    private func workspace() throws -> Workspace {
        let workspace = try Workspace()
        let repository = Workspace.repository
        for name in ["monitor.yaml", "data/iris.csv", "scenarios/monitor-decline.yaml"] {
            let text = try String(contentsOfFile: repository + "/plans/" + name, encoding: .utf8)
            try workspace.write(text, to: name)
        }
        return workspace
    }

    @Test func itIsValidWithoutAWarning() throws {
        #expect(try workspace().run("validate", "--strict", "monitor.yaml").status == 0)
    }

    /// Thirty rows pass 0.95 by the share and cannot certify it: Wilson's interval of 29 of 30 begins at 0.8333
    /// (scipy.stats.binomtest), and that of n of n reaches 0.95 from 73 on.
    @Test func theRunSaysWhatThirtyRowsAreWorth() throws {
        let run = try workspace().run("execute", "--dry-run", "monitor.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("✓ pass     accuracy >= 0.95  0.9667, 29 of 30, 95% interval 0.833 to 0.994\n"))
        #expect(
            run.output.contains(
                "! note     30 observations cannot certify `accuracy >= 0.95`: the 95% interval reaches down to 0.833, and it "
                    + "takes 73 at least\n"
            )
        )
    }

    @Test func aDeclineRaisesTheAlertAndIsRolledBack() throws {
        let workspace = try workspace()
        let run = try workspace.run(
            "execute",
            "monitor.yaml",
            "--scenario",
            "scenarios/monitor-decline.yaml",
            "--check-expectation"
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("ALERT monitor-1 warning performance: \(Self.message)\n"))
        #expect(run.output.contains("alert      performance firing, warning: \(Self.message) (terminal)\n"))
        #expect(run.output.contains("rolled back after 20m of requests"))
    }

    @Test func feedbackIsTypedInAndReported() throws {
        let workspace = try workspace()
        #expect(try workspace.run("execute", "monitor.yaml", "--quiet").status == 0)
        let added = try workspace.run(
            ["feedback", "add", "monitor-1", "--unit", "user-3", "--rating", "2", "--text", "-"],
            input: Array("回答不对\n".utf8)
        )
        #expect(added.status == 0, "\(added.errors)")
        let report = try workspace.run("feedback", "report", "monitor-1")
        #expect(report.output.contains("“回答不对”") && report.output.contains("candidate: 1 entry of 1 unit"))
    }
}
