import Compiler
import Diagnostics
import Execution
import Foundation
import JSON
import Metrics
import Plan
import PlanSyntax
import Platform
import Providers
import Testing

@Suite struct ScenarioTests {
    private static let names = [
        "decline-in-last-stage", "drift-in-canary", "high-risk-then-retrained", "late-labels", "latency-regression",
        "monitor-decline", "no-traffic", "retraining-used-up", "unhappy-users",
    ]

    private static func scenario(_ text: String) throws -> Scenario {
        let file = SourceFile(name: "scenario.yaml", bytes: Array(text.utf8))
        let tree = try #require(SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree)
        let features = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
        let program = try ReplayTests.irisProgram()
        let (scenario, diagnostics) = ScenarioCompiler.compile(tree, features: features, for: program)
        #expect(diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        return try #require(scenario)
    }

    private static func world(_ program: Program, _ scenario: Scenario) -> ReplayWorld {
        ReplayWorld(
            program: program,
            folder: ReplayTests.plans,
            notifiers: NotifierRegistry.silentNotifiers(of: program),
            scenario: scenario
        )
    }

    /// Every scenario that ships ends as its author says, on the plan that it is made for.
    @Test(arguments: names)
    func aShippedScenarioEndsAsExpected(name: String) async throws {
        let bytes = try FileSystem.read(ReplayTests.plans + "/scenarios/\(name).yaml")
        let text = String(decoding: bytes, as: UTF8.self)
        let scenario = try Self.scenario(text)
        #expect(scenario.name == name)
        let expected = try #require(scenario.expected)
        let plan = try #require(text.split(separator: "\n").first { $0.hasPrefix("plan: ../") }).dropFirst(9)
        let planText = String(decoding: try FileSystem.read(ReplayTests.plans + "/" + plan), as: UTF8.self)
        let program = try TestPlan.program(planText)
        let run = try await RecordedRun.run(program, in: Self.world(program, scenario))
        #expect(run.outcome == expected)
    }

    @Test func everyShippedScenarioIsTested() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: ReplayTests.plans + "/scenarios")
        #expect(files.sorted() == Self.names.map { $0 + ".yaml" })
    }

    /// One interval of the short plan under a scenario: what both models show in it.
    private func firstInterval(_ degradation: String) async throws -> PairedEvidence {
        let program = try ReplayTests.irisProgram {
            $0.replacing("audience: { group: staff }", with: "audience: 50%")
                .replacing("audience: 5%", with: "audience: 75%")
                .replacing(
                    "  - name: performance_drop",
                    with: """
                          - name: errors
                            when: error_rate > 99%
                            notify: [terminal]
                          - name: performance_drop
                        """
                )
        }
        let scenario = try Self.scenario(
            """
            planrun_scenario: 1
            name: s
            seed: 3
            \(degradation)
            """
        )
        let run = try await RecordedRun.run(program, in: Self.world(program, scenario), limit: 9)
        for event in run.events {
            if case .observed(let observed) = event.payload, let evidence = observed.evidence { return evidence }
        }
        throw ScenarioTestError.noObservation
    }

    private enum ScenarioTestError: Error { case noObservation }

    private func matrix(_ evidence: PairedEvidence?, _ role: ModelRole = .candidate) throws -> ConfusionMatrix {
        try #require(evidence?[role]?[ConfusionMatrix.self])
    }

    private func requests(_ evidence: PairedEvidence, _ role: ModelRole = .candidate) throws -> RequestTally {
        try #require(evidence[role]?[RequestTally.self])
    }

    @Test func labelsFlipForTheModelThatIsNamed() async throws {
        let plain = try await firstInterval("")
        let flipped = try await firstInterval("degrade: [{ model: candidate, flip_labels: 100% }]")
        #expect(try matrix(flipped).labelled == matrix(plain).labelled)
        // Every label is another class now, so whatever was right is wrong.
        let wrong = try matrix(plain).labelled - matrix(plain).correct
        #expect(try matrix(flipped).correct <= wrong)
        #expect(try matrix(flipped, .baseline) == matrix(plain, .baseline))
    }

    @Test func aShareFlipsThatShare() async throws {
        let plain = try await firstInterval("")
        let flipped = try await firstInterval("degrade: [{ model: both, flip_labels: 30% }]")
        let lost = try Double(matrix(plain).correct - matrix(flipped).correct) / Double(matrix(plain).labelled)
        // About 600 requests: the standard error of the share is 1.9 points, and this seed is fixed.
        #expect(abs(lost - 0.29) < 0.06)
    }

    @Test func labelsGoMissingAndRequestsDoNot() async throws {
        let plain = try await firstInterval("")
        let unlabelled = try await firstInterval("degrade: [{ model: both, drop_labels: 100% }]")
        #expect(try matrix(unlabelled).labelled == 0)
        #expect(try requests(unlabelled).answered == requests(plain).answered)
    }

    @Test func errorsAreFailedRequests() async throws {
        let failing = try await firstInterval("degrade: [{ errors: 100% }]")
        #expect(try requests(failing).answered == 0)
        #expect(try requests(failing).failed > 500)
        #expect(try requests(failing, .baseline).failed == 0)
    }

    @Test func trafficIsDroppedForBoth() async throws {
        let quiet = try await firstInterval("degrade: [{ drop_traffic: 100% }]")
        #expect(try requests(quiet).total == 0)
        #expect(try requests(quiet, .baseline).total == 0)
    }

    @Test func aDegradationHasItsTime() async throws {
        let plain = try await firstInterval("")
        let before = try await firstInterval("degrade: [{ from: 1m, drop_traffic: 100% }]")
        #expect(try requests(before).total == requests(plain).total)
        let half = try await firstInterval("degrade: [{ from: 30s, until: 1h, drop_traffic: 100% }]")
        let share = try Double(requests(half).total) / Double(requests(plain).total)
        #expect(abs(share - 0.5) < 0.08)
    }

    @Test func latencyIsAdded() async throws {
        let slow = try await firstInterval("degrade: [{ add_latency: 80ms }]")
        let latency = try #require(slow.candidate[LatencySketch.self])
        #expect(try #require(latency.minimum) >= 80_000_000)
        let other = try #require(slow.baseline?[LatencySketch.self])
        #expect(try #require(other.minimum) < 80_000_000)
    }

    @Test func aShiftedFeatureMisleadsTheModel() async throws {
        let plain = try await firstInterval("")
        let shifted = try await firstInterval("degrade: [{ shift: { petal_length: -4, petal_width: -2 } }]")
        #expect(try matrix(shifted).correct < matrix(plain).correct / 2)
        #expect(try matrix(shifted, .baseline) == matrix(plain, .baseline))
    }

    @Test func aScenarioIsTheSameWheneverItIsAsked() async throws {
        let program = try ReplayTests.shortProgram()
        let scenario = try Self.scenario(
            """
            planrun_scenario: 1
            name: s
            degrade: [{ model: both, flip_labels: 10%, drop_labels: 10%, drop_traffic: 10%, errors: 5% }]
            """
        )
        let first = try await RecordedRun.run(program, in: Self.world(program, scenario))
        let second = try await RecordedRun.run(program, in: Self.world(program, scenario), mode: .dryRun)
        #expect(try first.reproducible == second.reproducible)
    }

    @Test(arguments: [
        ("degrade: [{ flip_label: 10% }]", "unknown key `flip_label` in a degradation"),
        ("degrade: [{ from: 2m, until: 1m }]", "it is over before it begins"),
        ("degrade: [{ shift: { petal: 1 } }]", "the data have no column `petal` to shift"),
        ("degrade: []", "`degrade` is a list of degradations with at least 1 element"),
        ("expect: fine", "`fine` is not a word that can stand here"),
        ("training: [{ attempt: 0, flip_labels: 5% }]", "`0` is out of range"),
    ])
    func mistakesAreFound(text: String, message: String) throws {
        let document = "planrun_scenario: 1\nname: s\n\(text)\n"
        let file = SourceFile(name: "scenario.yaml", bytes: Array(document.utf8))
        let tree = try #require(SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree)
        let (scenario, diagnostics) = ScenarioCompiler.compile(
            tree,
            features: ["petal_length"],
            for: try ReplayTests.irisProgram()
        )
        #expect(scenario == nil)
        #expect(diagnostics.map(\.message) == [message])
    }

    /// A test that harms nothing passes whatever the plan does.
    @Test(arguments: [
        ("", "1:1 the scenario changes nothing"),
        ("degrade: [{ from: 1m }]\n", "3:11 the degradation states no harm"),
        ("degrade: [{ errors: 1% }, { errors: 0% }]\n", "3:27 the degradation states no harm"),
        ("degrade: [{ model: baseline, errors: 5% }]\n", "3:20 the plan `small` has no baseline to degrade"),
        ("degrade: [{ model: baseline, drop_traffic: 5% }]\n", nil),
        ("training: [{ attempt: 1, flip_labels: 0% }]\n", "3:12 the spoilt training states no harm"),
        ("training: [{ attempt: 2, flip_labels: 5% }]\n", "3:23 attempt 2 never comes: the plan `small` has 1 attempt"),
        ("training: [{ attempt: 1, flip_labels: 5% }]\n", nil),
    ])
    func whatIsInVainIsFound(text: String, finding: String?) throws {
        let file = SourceFile(name: "scenario.yaml", bytes: Array("planrun_scenario: 1\nname: s\n\(text)".utf8))
        let tree = try #require(SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree)
        let small = """
            planrun: 1
            name: small
            data: { iris: { csv: iris.csv, label: species } }
            models: { candidate: { majority_class: {}, train: iris } }
            traffic: { replay: iris, rate: 10/s }
            stages:
              - { name: full, audience: 100%, watch: { every: 1m, for: 10m }, promote_if: [accuracy >= 0.1] }
            """
        let (scenario, diagnostics) = ScenarioCompiler.compile(
            tree,
            features: nil,
            for: try TestPlan.program(small)
        )
        #expect(scenario != nil)
        #expect(diagnostics.allSatisfy { $0.severity == .warning })
        let found = diagnostics.map { diagnostic in
            let place = file.position(of: diagnostic.primary.span.range.lowerBound)
            return "\(place.line):\(place.column) \(diagnostic.message)"
        }
        #expect(found == [finding].compactMap(\.self))
    }
}
