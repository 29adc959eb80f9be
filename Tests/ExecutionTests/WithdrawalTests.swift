import Execution
import JSON
import Plan
import Testing

/// A rollback that was asked for is carried out where nothing else is: however often it fails, and whoever goes on with it.
@Suite struct WithdrawalTests {
    /// A world in which the way back fails so often.
    private struct StubbornWorld: World {
        var left: Int
        let told: Told

        final class Told { var keys: [String] = [] }

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            switch effect {
            case .route(nil) where left > 0:
                left -= 1
                return Event(at: now, .failed(Event.Failure(step: "route", problem: "the router is down")))
            case .notify(let notification):
                told.keys.append(notification.key)
                let told = Event.Notified(key: notification.key, notifier: notification.notifier, problem: nil)
                return Event(at: now, .notified(told))
            default:
                var world = AbsentWorld(units: 9)
                return await world.perform(effect, at: now)
            }
        }
    }

    /// Keeps records as a journal does.
    private final class Records: EventStore {
        var lines: [[UInt8]]
        var outcome: Outcome?

        init(_ lines: [[UInt8]]) { self.lines = lines }

        func append(_ events: [Event]) throws(EventStoreError) { lines += events.map(\.line) }
        func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) { outcome = state.outcome }
    }

    private let command = Event.Command(key: "7", action: .rollback, who: "ann", note: "now", stage: nil)
    private let serving: [[UInt8]] = [
        Event(at: .seconds(60), .routed(Event.Routed(stage: "canary", units: 3, allUnits: 9))).line
    ]

    private func program() throws -> Program {
        try TestPlan.oneStage(
            "watch: { every: 1m, for: 3m }\npromote_if: [accuracy >= 0.9]",
            rest: "notify: { log: { file: a.jsonl } }\nalerts: [{ name: a, when: accuracy < 0.1, notify: [log] }]"
        )
    }

    private func carryOut(
        _ records: Records,
        _ world: StubbornWorld,
        waiting: [Event.Command] = [],
        steps: Int = .max
    ) async throws -> Outcome? {
        let request = try #require(WithdrawalRequest(records.lines, waiting: waiting))
        var asked = 0
        var withdrawal = Withdrawal(
            interpreter: Interpreter(program: try program()),
            store: records,
            world: world,
            isInterrupted: {
                asked += 1
                return asked > steps
            },
            show: { _ in }
        )
        return try await withdrawal.carryOut(request, because: "it cannot be gone on with")
    }

    private func types(_ records: Records) throws -> [String] {
        try records.lines.map { try #require(JSONValue(parsing: $0)["type"]?.string) }
    }

    @Test func itIsTriedUntilItSucceedsAndEachFailureIsTold() async throws {
        let (records, told) = (Records(serving), StubbornWorld.Told())
        let outcome = try await carryOut(records, StubbornWorld(left: 3, told: told), waiting: [command])
        #expect(outcome == .rolledBack)
        #expect(records.outcome == .rolledBack)
        let failure = ["failed", "alert", "notified", "waited"]
        #expect(
            try types(records)
                == ["routed", "command", "answered"] + failure + failure + failure + ["routed", "finished"]
        )
        #expect(Set(told.keys).count == 3)
        // After a second, then two, then four.
        #expect(try JSONValue(parsing: records.lines.last ?? [])["at"]?.number == 67)
    }

    /// Wherever the process ends, the next one goes on, though the command no longer waits.
    @Test(arguments: 0..<7) func whoeverComesNextGoesOn(steps: Int) async throws {
        let (records, told) = (Records(serving), StubbornWorld.Told())
        #expect(
            try await carryOut(records, StubbornWorld(left: 9, told: told), waiting: [command], steps: steps) == nil
        )
        #expect(records.outcome == nil)
        let failed = try types(records).count { $0 == "failed" }
        #expect(try await carryOut(records, StubbornWorld(left: 1, told: told)) == .rolledBack)
        #expect(try types(records).count { $0 == "command" } == 1)
        #expect(Set(told.keys).count == failed + 1)
        // Where it is over there is nothing left to do.
        #expect(WithdrawalRequest(records.lines, waiting: [command]) == nil)
    }

    @Test func nobodyHasAskedForIt() {
        let approval = Event.Command(key: "7", action: .approve, who: "ann", note: nil, stage: nil)
        #expect(WithdrawalRequest(serving, waiting: []) == nil)
        #expect(WithdrawalRequest(serving, waiting: [approval]) == nil)
    }

    @Test func whereNobodyHasTheCandidateNothingIsRouted() async throws {
        let records = Records([Event(at: .zero, .routed(Event.Routed(stage: nil, units: 0, allUnits: 9))).line])
        let abort = Event.Command(key: "8", action: .abort, who: "ann", note: nil, stage: nil)
        let world = StubbornWorld(left: .max, told: .init())
        #expect(try await carryOut(records, world, waiting: [abort]) == .stopped)
        #expect(try types(records) == ["routed", "command", "answered", "finished"])
    }
}
