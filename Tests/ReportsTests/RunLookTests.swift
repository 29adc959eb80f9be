import Execution
import JSON
import Plan
import Reports
import Testing

/// What the last records of a run tell of how it stands.
@Suite struct RunLookTests {
    private func look(_ events: [Event.Payload]) -> RunLook {
        var look = RunLook()
        for event in events.reversed() where !look.take(Event(at: .seconds(60), event).line) { break }
        return look
    }

    private func approval(_ state: Event.ApprovalChange.State) -> Event.Payload {
        .approval(Event.ApprovalChange(stage: "full", state: state, by: [], until: nil, reason: "risk within 1h"))
    }

    private func hold(_ state: Event.HoldChange.State) -> Event.Payload {
        .hold(Event.HoldChange(state: state, cause: .people, until: nil, reason: "asked for by ann"))
    }

    private func judged(_ segments: [SegmentRecord] = []) -> Event.Payload {
        let comparison = ComparisonRecord(left: 0.7, relation: .greater, right: 0.8, readings: [], segments: segments)
        let gate = GateRecord(
            text: "accuracy by place > 0.8",
            verdict: .fail,
            failures: 1,
            failuresNeeded: 1,
            comparisons: [comparison]
        )
        return .judged(
            Event.Judged(
                stage: "canary",
                decision: .goOn,
                reason: "watched for 1m of 5m",
                watched: .seconds(60),
                samples: 9,
                promoteIf: [gate],
                rollbackIf: []
            )
        )
    }

    private let routed = Event.Payload.routed(Event.Routed(stage: "canary", units: 1, allUnits: 2))

    @Test func whatIsWaitedForIsWhatHasNotEnded() {
        for (events, waits) in [
            ([approval(.awaiting)], ["waits for the approval of `full`: risk within 1h"]),
            ([approval(.awaiting), hold(.held), hold(.resumed)], ["waits for the approval of `full`: risk within 1h"]),
            ([hold(.held), approval(.awaiting), approval(.approved)], ["held: asked for by ann"]),
            (
                [approval(.awaiting), hold(.held)],
                ["waits for the approval of `full`: risk within 1h", "held: asked for by ann"]
            ), ([approval(.awaiting), approval(.approved)], ["its log has ended"]), ([], ["its log has ended"]),
        ] as [([Event.Payload], [String])] {
            let look = look([routed, judged()] + events)
            let members = Dictionary(uniqueKeysWithValues: look.members(isWaiting: true))
            #expect(members["waits"] == .array(waits.map(JSONValue.string)))
            let text = look.text(isWaiting: true, isOver: false)
            #expect(waits == ["its log has ended"] ? text.contains("its log ended") : text.hasPrefix(waits[0]))
            #expect(text.contains("judged last at 00:01:00: canary, go on: watched for 1m of 5m\n"))
            #expect(look.text(isWaiting: false, isOver: true).isEmpty)
        }
    }

    @Test func segmentsAreShownOneByOne() {
        let segments = [
            SegmentRecord(value: "north", holds: false, left: 0.7, right: 0.8, samples: 40),
            SegmentRecord(value: "south", holds: true, left: 0.9, right: 0.8, samples: 50),
        ]
        let text = look([routed, judged(segments)]).text(isWaiting: false, isOver: true)
        #expect(text.contains("  `accuracy by place > 0.8`\n    north: does not hold, "))
        #expect(text.contains("\n    south: holds, "))
    }
}
