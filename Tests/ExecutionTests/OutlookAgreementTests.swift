import Classifiers
import Execution
import Metrics
import Outlook
import Plan
import Providers
import Statistics
import Testing

/// What an outlook states beforehand, against what runs do.
@Suite struct OutlookAgreementTests {
    static let language = Language(
        models: ModelRegistry.descriptors,
        metrics: MetricRegistry.descriptors,
        notifiers: NotifierRegistry.descriptors
    )

    private func outlook(_ program: Program) -> ReleaseOutlook { ReleaseOutlook(program, language: Self.language) }

    /// A release without a hitch takes the shortest time, and no request more or less.
    @Test func theIrisPlanTakesTheShortestTime() async throws {
        let program = try ReplayTests.irisProgram()
        let run = try await RecordedRun.run(program, in: ReplayTests.world(program))
        #expect(run.outcome == .released)
        #expect(run.state.now == outlook(program).duration.lowerBound)
        let judgements = outlook(program).judgements.lowerBound
        #expect(run.judgements.count == judgements)
    }

    /// Gates that must be sure: however bad all requests are, the evidence takes its time, and the first stage is not left before it.
    @Test(
        arguments: [
            "{ if: accuracy < 0.5, evidence: sequential }", "{ if: accuracy < 0.05, evidence: sequential }",
            "{ if: not accuracy >= 0.05, evidence: sequential }", "{ if: accuracy < 0.02, evidence: interval }",
            "{ if: accuracy < baseline - 0.5, evidence: sequential }",
        ]
    )
    func evidenceTakesItsTime(gate: String) async throws {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 3s, for: 1h, within: 2h, min_samples: 1 }
            promote_if: [accuracy >= 0.9]
            rollback_if: [\(gate)]
            """,
            rest: "evidence: { method: point, independent: requests }"
        )
        // 100 a minute are five in three seconds.
        let bad = ScriptedWorld.Interval(
            candidate: (0, 5),
            baseline: (5, 0),
            pairs: (candidate: 0, baseline: 5, both: 0, neither: 0)
        )
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [bad]))
        #expect(run.outcome == .rolledBack)
        let exposure = try #require(outlook(program).largestExposure)
        #expect(exposure.after <= run.state.now)
        #expect(exposure.after > .seconds(3))
        // It counts requests that come by chance, and a look is five of them.
        #expect(abs((exposure.requests ?? 0) - run.judgements.count * 5) <= 5)
    }

    private struct Draw {
        var random: SystemRandom
        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        mutating func word(_ words: [String]) -> String { words[number(0...words.count - 1)] }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): the same draws in every run.
    private struct SystemRandom: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// A plan of two stages with every consequence somewhere, in times small enough to reach every bound.
    private func program(_ draw: inout Draw) throws -> Program {
        func stage(_ name: String, _ audience: String) -> String {
            let every = draw.number(1...3)
            let watched = every + draw.number(0...4)
            let warmUp = draw.number(0...1) == 0 ? "" : "warm_up: \(draw.number(1...3))m, "
            return """
                  - name: \(name)
                    audience: \(audience)
                    watch: { every: \(every)m, \(warmUp)for: \(watched)m, within: \(watched + draw.number(0...4))m, hold_for: \(draw.number(1...5))m }
                    promote_if:
                      - { if: accuracy > 0.9, then: \(draw.word(["warn", "hold", "rollback", "retrain"])), failures: \(draw.number(1...3)) }
                    rollback_if:
                      - { if: accuracy over \(draw.number(1...4))m < 0.6, then: \(draw.word(["warn", "hold", "rollback", "retrain"])), failures: \(draw.number(1...3)) }
                    otherwise: \(draw.word(["rollback", "retrain", "hold"]))
                """
        }
        let lasting = draw.word(["", ", for: 1m", ", for: 2m", ", for: 4m"])
        return try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris, retrain: [{}, {}] }
            traffic: { replay: iris, rate: 100/m, users: 100 }
            stages:
            \(stage("some", "50%"))
            \(stage("all", "100%"))
            alerts:
              - { name: drop, when: accuracy < 0.5\(lasting), then: \(draw.word(["none", "hold", "rollback", "retrain"])) }
            """
        )
    }

    /// No run is shorter than the shortest, nor longer than the longest, whatever the models show.
    @Test(arguments: 0..<400)
    func everyRunKeepsTheBounds(seed: UInt64) async throws {
        var draw = Draw(random: SystemRandom(state: seed))
        let program = try program(&draw)
        let shown = (0..<60).map { _ in
            let right = [100, 95, 70, 55, 40, 10][draw.number(0...5)]
            return draw.number(0...9) == 0
                ? ScriptedWorld.Interval(candidate: (0, 0))
                : ScriptedWorld.Interval(candidate: (right, 100 - right))
        }
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, shown))
        let bounds = outlook(program)
        #expect(run.state.now <= bounds.duration.upperBound)
        #expect(run.judgements.count <= bounds.judgements.upperBound)
        if run.outcome == .released { #expect(run.state.now >= bounds.duration.lowerBound) }
    }

    /// A candidate that is good until a judgement and bad from then on is not taken back earlier than stated, and where
    /// it is bad from the stage's beginning not earlier than that.
    @Test(arguments: 0..<400)
    func noWithdrawalComesTooEarly(seed: UInt64) async throws {
        var draw = Draw(random: SystemRandom(state: seed &+ 1000))
        let program = try program(&draw)
        let good = draw.number(0...6)
        let interval = ScriptedWorld.Interval(candidate: (100, 0))
        let shown = Array(repeating: interval, count: good) + [ScriptedWorld.Interval(candidate: (0, 100))]
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, shown))
        let outlook = outlook(program)
        var (entered, observations) = (Duration.zero, 0)
        var (turned, stage): (Duration?, StageOutlook?) = (nil, nil)
        for event in run.events {
            switch event.payload {
            case .routed(let routed):
                if let withdrawn = stage, routed.stage == nil {
                    if turned == entered {
                        let earliest = try #require(withdrawn.firstWithdrawal?.withdrawnAfter)
                        #expect(event.at - entered >= earliest)
                    } else if let turned, let delay = withdrawn.delayAfterChange {
                        let deadline = withdrawn.responses.first { $0.trigger == .deadline }?.withdrawnAfter
                        #expect(event.at - turned >= min(delay, (deadline ?? .seconds(1 << 40)) + entered - turned))
                    }
                    return
                }
                stage = outlook.stages.first { $0.name == routed.stage }
                entered = event.at
            case .observed(let observed):
                if observations == good { turned = observed.from }
                observations += 1
            default: break
            }
        }
    }

    /// Requests come as Poisson counts, and the candidate is taken back at the first look that has the samples: on average no
    /// more have met it than stated, however the samples fall between two looks.
    @Test(arguments: [1, 7, 20, 29, 30, 31, 45, 59, 60, 61, 90, 150], [5, 15, 60])
    func exposureIsThatOfTheFirstLookWithItsSamples(samples: Int, seconds: Int) throws {
        let program = try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models: { candidate: { majority_class: {}, train: iris } }
            traffic: { replay: iris, rate: 60/m, users: 100 }
            stages:
              - name: all
                audience: 100%
                watch: { every: \(seconds)s, for: 60m, within: 600m, min_samples: \(samples) }
                promote_if: [accuracy > 0.5]
                rollback_if: [accuracy < 0.2]
            """
        )
        let stated = try #require(outlook(program).stages.first?.exposure?.requests)
        #expect(stated >= samples)
        let expected = Double(seconds)
        let least = exponential(-expected)
        var random = SplitMix64(seed: UInt64(samples * 100 + seconds))
        func count() -> Int {
            // Knuth's: as many as fit until a product of uniform numbers falls that low.
            var (count, product) = (0, 1.0)
            repeat {
                product *= random.nextUnit()
                count += 1
            } while product > least
            return count - 1
        }
        let runs = 4000
        var total = 0
        for _ in 0..<runs {
            var met = 0
            repeat { met += count() } while met < samples
            total += met
        }
        let mean = Double(total) / Double(runs)
        // Four standard errors of a mean of so many counts, and a hundredth.
        #expect(
            Double(stated) >= 0.99 * mean - 4 * (expected / Double(runs)).squareRoot(),
            "\(stated) stated, \(mean) met it"
        )
        #expect(Double(stated) <= Double(samples) + expected + 1)
    }

    private func exponential(_ power: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for place in 1..<400 {
            term *= abs(power) / Double(place)
            sum += term
        }
        return power < 0 ? 1 / sum : sum
    }
}
