import Execution
import Foundation
import Plan
import Reports
import TestProcesses
import Testing

@Suite struct RunMetricsTests {
    private static let hostile = "p\"l\\a\nn"

    private func events(_ payloads: [Event.Payload], restored: [Event.Payload] = []) -> RunMetrics {
        var metrics = RunMetrics(program: .empty(named: Self.hostile), run: "p-1")
        for payload in restored { metrics.take(Event(at: .seconds(10), payload), now: nil) }
        for payload in payloads { metrics.take(Event(at: .seconds(60), payload), now: 1_772_357_400) }
        return metrics
    }

    private func text(_ payloads: [Event.Payload], restored: [Event.Payload] = []) -> String {
        events(payloads, restored: restored).text(now: 1_772_357_405)
    }

    private func gate(_ text: String, _ verdict: GateRecord.Verdict, _ value: Double?) -> GateRecord {
        let reading = Reading(
            metric: "f1[\"a\"]",
            model: .candidate,
            type: .fraction,
            value: value,
            samples: 40,
            successes: nil,
            trials: nil,
            undefinedReason: nil,
            isMeasured: false
        )
        let comparison = ComparisonRecord(left: value, relation: .greater, right: 0.8, readings: [reading])
        return GateRecord(text: text, verdict: verdict, failures: 0, failuresNeeded: 1, comparisons: [comparison])
    }

    private func judged(_ gates: [GateRecord], _ decision: Event.Judged.Decision = .goOn) -> Event.Payload {
        .judged(
            Event.Judged(
                stage: "canary",
                decision: decision,
                reason: "why",
                watched: .seconds(60),
                samples: 40,
                promoteIf: gates,
                rollbackIf: []
            )
        )
    }

    private var everything: [Event.Payload] {
        [
            .started(Event.Started(plan: "p", program: "ab12", seed: nil, mode: .run, run: "p-1")),
            .routed(Event.Routed(stage: "canary", units: 5, allUnits: 100)),
            .observed(Event.Observed(stage: "canary", from: .zero, requests: 0..<40, evidence: nil)),
            judged([gate("f1 > 0.8", .pass, 0.9), gate("f1[\"a\"] > 0.8\\", .noData, nil)]),
            judged([gate("f1 > 0.8", .fail, 0.7), gate("f1 > 0.8", .pass, 0.7)], .promote),
            .notified(Event.Notified(key: "k", notifier: "pager", problem: "no route")),
            .failed(Event.Failure(step: "observe canary", problem: "refused", isTransient: true)),
            .hold(Event.HoldChange(state: .held, cause: .people, until: nil, reason: "asked")),
        ]
    }

    private func value(_ text: String, _ start: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(start) }?.split(separator: " ").last.map(String.init)
    }

    @Test func aRunIsDescribedByItsLastEvents() {
        let text = text(everything)
        #expect(value(text, "planrun_candidate_share{") == "0.05")
        #expect(value(text, "planrun_observations_total{") == "1")
        #expect(value(text, "planrun_held{") == "1")
        #expect(value(text, "planrun_run_finished{") == "0")
        #expect(value(text, "planrun_last_observation_timestamp_seconds{") == "1772357400")
        #expect(value(text, "planrun_heartbeat_timestamp_seconds{") == "1772357405")
        #expect(value(text, "planrun_run_time_seconds{") == "60")
        #expect(text.contains(#"gate="f1 > 0.8",verdict="fail"} 1"#))
        #expect(text.contains(#"gate="f1 > 0.8",metric="f1[\"a\"]",model="candidate"} 0.7"#))
        #expect(text.contains(#"decision="promote"} 1"#))
        #expect(text.contains(#"planrun_step_failures_total{plan="p\"l\\a\nn",run="p-1",step="observe canary"} 1"#))
        #expect(text.hasSuffix("\n# EOF\n"))
    }

    @Test func theEndTakesEverythingBack() {
        let end: [Event.Payload] = [
            .routed(Event.Routed(stage: nil, units: 0, allUnits: 100)),
            .finished(Event.Finished(outcome: .rolledBack, reason: "why")),
        ]
        let text = text(everything + end)
        #expect(value(text, "planrun_candidate_share{") == "0")
        #expect(value(text, "planrun_run_finished{") == "1")
        #expect(text.contains(#"outcome="rolled_back"} 1"#))
        #expect(text.contains(#"outcome="released"} 0"#))
    }

    @Test func whatWasRecordedBeforeCountsWithoutATime() {
        let text = text([], restored: everything)
        #expect(value(text, "planrun_observations_total{") == "1")
        #expect(!text.contains("planrun_last_observation_timestamp_seconds"))
    }

    /// The reference reader of the format.
    @Test(.enabled(if: Peers.hasOpenMetrics, "needs what Scripts/install-peers installs"))
    func theReferenceReaderTakesIt() throws {
        for text in [text([]), text(everything)] {
            let script = """
                import sys
                from prometheus_client.openmetrics.parser import text_string_to_metric_families
                for family in text_string_to_metric_families(sys.stdin.read()):
                    for sample in family.samples:
                        print(family.type, sample.name, sample.labels["plan"] == "p\\"l\\\\a\\nn", sample.value)
                """
            let process = Process()
            let (input, output) = (Pipe.alone(), Pipe.alone())
            process.executableURL = URL(filePath: Peers.python)
            process.arguments = ["-c", script]
            process.standardInput = input
            process.standardOutput = output
            try process.runAlone()
            try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try input.fileHandleForWriting.close()
            let read = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(read.split(separator: "\n").count == samples.count)
            #expect(!read.contains("False"))
        }
    }

    private enum Peers {
        static let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Scripts/peers/.venv/bin/python3").path

        static var hasOpenMetrics: Bool { FileManager.default.isExecutableFile(atPath: python) }
    }
}
