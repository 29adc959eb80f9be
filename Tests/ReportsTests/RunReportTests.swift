import Execution
import Metrics
import Plan
import Reports
import Testing

@Suite struct RunReportTests {
    private static let program = Program.empty(named: "test", description: "A test\n of lines. ")

    private func text(_ payloads: [Event.Payload], at: Duration = .seconds(3661)) -> String {
        var report = RunReport(program: Self.program, style: ReportStyle(isColoured: false))
        return payloads.map { report.text(for: Event(at: at, $0)) }.joined()
    }

    @Test func whatDataSayDoesNotSteerTheTerminal() {
        let hostile = "\u{1b}[2Jgone\u{202e}"
        let text = text([
            .prepared(
                Event.Prepared(data: "d", digest: "", rows: 2, trainingRows: 2, testRows: 2, classes: [hostile, "b"])
            ),
            .failed(Event.Failure(step: "observe", problem: hostile)),
            .finished(Event.Finished(outcome: .failed, reason: hostile)),
        ])
        #expect(!text.unicodeScalars.contains("\u{1b}") && !text.unicodeScalars.contains("\u{202e}"))
        #expect(text.contains(#"\u{1b}[2Jgone\u{202e}"#))
    }

    private func gate(_ verdict: GateRecord.Verdict, _ reading: Reading, failures: Int = 0, needed: Int = 1)
        -> GateRecord
    {
        GateRecord(
            text: "accuracy >= 0.85",
            verdict: verdict,
            failures: failures,
            failuresNeeded: needed,
            comparisons: [
                ComparisonRecord(left: reading.value, relation: .greaterOrEqual, right: 0.85, readings: [reading])
            ]
        )
    }

    private func reading(_ value: Double?, _ successes: Int?, _ trials: Int?) -> Reading {
        Reading(
            metric: "accuracy",
            model: .candidate,
            type: .fraction,
            value: value,
            samples: trials ?? 0,
            successes: successes,
            trials: trials,
            undefinedReason: value == nil ? "no labelled row" : nil,
            isMeasured: false
        )
    }

    private func judged(_ decision: Event.Judged.Decision, _ gate: GateRecord, reason: String = "why") -> Event.Payload
    {
        .judged(
            Event.Judged(
                stage: "canary",
                decision: decision,
                reason: reason,
                watched: .seconds(600),
                samples: 240,
                promoteIf: [gate],
                rollbackIf: []
            )
        )
    }

    @Test func theHeadingNamesTheRunOrSaysThatItIsDry() {
        let started = Event.Started(plan: "test", program: "0123456789abcdef", seed: nil, mode: .run, run: "test-7")
        #expect(text([.started(started)]) == "test: A test of lines.\nrun test-7, program 0123456789ab\n\n")
        let dry = Event.Started(plan: "test", program: "0123456789abcdef", seed: nil, mode: .dryRun, run: nil)
        #expect(text([.started(dry)]).contains("dry run: nothing is written, sent or routed"))
    }

    @Test func aGateShowsValueSampleSizeAndInterval() {
        // 35 of 50: Wilson's interval is .5625 to .8090 (statistics texts).
        let output = text([judged(.promote, gate(.pass, reading(0.7, 35, 50)))])
        #expect(output.contains("01:01:01  judge      canary promoted after 10m and 240 requests: why\n"))
        #expect(output.contains("✓ pass     accuracy >= 0.85  0.7000, 35 of 50, 95% interval 0.562 to 0.809\n"))
    }

    @Test func failuresInARowAndUndefinedValuesAreShown() {
        let failing = text([judged(.rollback, gate(.fail, reading(0.7, 35, 50), failures: 3, needed: 3))])
        #expect(failing.contains("✗ fail"))
        #expect(failing.contains("3 of 3 in a row"))
        let undefined = text([judged(.rollback, gate(.inconclusive, reading(nil, nil, nil)))])
        #expect(undefined.contains("? unclear  accuracy >= 0.85  undefined, n = 0, no labelled row"))
    }

    @Test func goingOnIsNotReportedAndAHoldOnce() {
        let pass = gate(.pass, reading(0.7, 35, 50))
        #expect(text([judged(.goOn, pass)]).isEmpty)
        let holds = text([judged(.hold, pass), judged(.hold, pass), judged(.hold, pass, reason: "other")])
        #expect(holds.split(separator: "\n").count == 2)
        let counting = [2, 3, 4].map { judged(.hold, pass, reason: "`accuracy >= 0.85` failed \($0) times in a row") }
        #expect(text([judged(.hold, pass, reason: "`accuracy >= 0.85` failed")] + counting).count { $0 == "\n" } == 1)
        #expect(text([judged(.hold, pass), judged(.goOn, pass), judged(.hold, pass)]).count { $0 == "\n" } == 2)
    }

    @Test func theEndShowsTheMatrixOfTheLastStage() {
        let layout = OutcomeLayout(classes: ["no", "yes"])
        var evidence = PairedEvidence([ConfusionMatrix.self], layout: layout, hasBaseline: false)
        var batch = OutcomeBatch()
        // TP 20, FN 10, FP 5, TN 15: accuracy .7, macro precision .7, recall .7083, F1 .6970.
        let cells: [(actual: Int32, predicted: Int32, count: Int)] = [(1, 1, 20), (1, 0, 10), (0, 1, 5), (0, 0, 15)]
        for cell in cells {
            for _ in 0..<cell.count { batch.append(predicted: cell.predicted, actual: cell.actual, latency: 1) }
        }
        evidence.candidate.add(batch)
        let observed = Event.Observed(stage: "full", from: .zero, requests: 0..<50, evidence: evidence)
        let finished = Event.Finished(outcome: .released, reason: "all is well")
        #expect(
            text([.observed(observed), .finished(finished)]) == """

                the candidate in full: 50 labelled requests
                  true \\ predicted  no  yes
                  no                15    5
                  yes               10   20
                  accuracy 0.7000, precision 0.7000, recall 0.7083, f1 0.6970

                released after 1h1m1s of requests: all is well

                """
        )
    }

    @Test func colourComesWithTheStyleOnly() {
        var report = RunReport(program: Self.program, style: ReportStyle(isColoured: true))
        let finished = Event(at: .zero, .finished(Event.Finished(outcome: .rolledBack, reason: "x")))
        #expect(report.text(for: finished) == "\u{1b}[1;31mrolled back\u{1b}[0m: x\n")
        #expect(!text([.finished(Event.Finished(outcome: .rolledBack, reason: "x"))]).contains("\u{1b}"))
    }
}
