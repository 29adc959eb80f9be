import Execution
import Foundation
import Metrics
import Plan
import Testing

/// Whom a replay gives the candidate: shadows, parts of groups, and what is held back.
@Suite struct AudienceTests {
    /// The iris plan with these stages, each an audience, and the routes of its run.
    private static func run(_ audiences: [String]) async throws -> (run: RecordedRun, routes: [Event.Routed]) {
        let program = try ReplayTests.irisProgram { text in
            guard let stages = text.range(of: "stages:\n"), let alerts = text.range(of: "alerts:\n") else {
                return text
            }
            let blocks = audiences.enumerated().map { number, audience in
                """
                  - name: s\(number)
                    audience: \(audience)
                    watch: { every: 1m, for: 2m }
                    promote_if: [accuracy >= 0.5]

                """
            }
            let risk = String(text[..<stages.upperBound]).replacing("otherwise: retrain", with: "otherwise: stop")
            return risk + blocks.joined() + text[alerts.lowerBound...]
        }
        let run = try await RecordedRun.run(program, in: ReplayTests.world(program))
        return (run, run.events.compactMap { if case .routed(let routed) = $0.payload { routed } else { nil } })
    }

    @Test func aShadowAnswersEverythingAndServesNobody() async throws {
        let (run, routes) = try await Self.run(["0%", "100%"])
        #expect(run.outcome == .released)
        #expect(routes.map(\.units) == [0, 2000])
        for event in run.events {
            guard case .observed(let observed) = event.payload, observed.stage == "s0" else { continue }
            let tally = try #require(observed.evidence?.candidate[RequestTally.self])
            #expect(observed.requests.count == 1200)
            #expect(tally.answered == observed.requests.count)
        }
    }

    /// What is held back is held back from the first stage on: nobody leaves the control group by being of the staff.
    @Test func whatIsHeldBackIsHeldBackThroughout() async throws {
        let held = try await Self.run(["{ group: staff }", "{ fraction: 100%, holdback: 20% }"]).routes.map(\.units)
        let share = try await Self.run(["80%", "100%"]).routes.map(\.units)
        #expect(held[1] == share[0])
        #expect(held[0] < 40)
    }

    @Test func aShareOfAGroup() async throws {
        let units = try await Self.run(["{ group: staff, fraction: 50% }", "{ group: staff }", "100%"]).routes.map(
            \.units
        )
        #expect(units[1] == 40)
        // Half of 40 by hash: within four standard deviations of 20.
        #expect((8...32).contains(units[0]))
    }
}
