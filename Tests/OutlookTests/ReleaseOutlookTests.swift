import Audiences
import JSON
import Plan
import Testing

@testable import Outlook

@Suite struct ReleaseOutlookTests {
    private static let three = """
          - name: staff
            audience: { group: staff }
            watch: { every: 1m, for: 10m, hold_for: 1h }
            promote_if: [accuracy > 0.5]
          - name: half
            audience: 50%
            watch: { every: 1m, for: 20m, hold_for: 1h }
            promote_if: [accuracy > 0.5]
            rollback_if: [accuracy < 0.2]
          - name: all
            audience: 100%
            watch: { every: 5m, for: 30m, hold_for: 1h }
            promote_if: [accuracy > 0.5]
        """

    /// Groups are drawn apart from shares: half of all, and a tenth of the other half; as units are drawn that is 326 of them.
    @Test func audiencesAddUp() throws {
        let outlook = try Outlooks.stages(Self.three)
        #expect(outlook.stages.map(\.units) == [60, 326, 600])
        #expect(outlook.stages.map { (($0.requestsPerSecond ?? 0) * 1000).rounded() } == [100, 543, 1000])
        #expect(outlook.stages.map(\.audience) == ["group staff", "50%", "100%"])
    }

    @Test func timesAddUp() throws {
        let outlook = try Outlooks.stages(Self.three)
        #expect(outlook.duration.lowerBound == .seconds(60 * 60))
        // Twice `for`, and an hour's hold, in each stage: 80m, 100m and 120m.
        #expect(outlook.duration.upperBound == .seconds(300 * 60))
        #expect(outlook.judgements == 36...(80 + 100 + 24))
        #expect(outlook.attempts == 3)
    }

    /// Each attempt but the last ends where another is asked for, and the last one goes on to the end.
    @Test func retrainingRepeatsTheStagesThatAskForIt() throws {
        let text = Self.three.replacing("rollback_if: [accuracy < 0.2]", with: "otherwise: retrain")
        let outlook = try Outlooks.stages(text)
        #expect(outlook.duration.upperBound == .seconds((300 + 2 * 180) * 60))
        #expect(outlook.duration.lowerBound == .seconds(60 * 60))
    }

    @Test func theSoonestAndTheLargestAreOfDifferentStages() throws {
        let outlook = try Outlooks.stages(Self.three)
        // In the second stage after a minute: 33 requests, and 30 are enough.
        #expect(outlook.earliestWithdrawal?.stage == "half")
        #expect(outlook.earliestWithdrawal?.after == .seconds(60))
        // The other stages have their deadline only: of everyone's hour, 3600 requests.
        #expect(outlook.largestExposure?.stage == "all")
        #expect(outlook.largestExposure?.requests == 3600)
        #expect(outlook.largestExposure?.units == 600)
        #expect(outlook.stages[2].delayAfterChange == nil)
    }

    @Test func theEndsAreNamed() throws {
        let outlook = try Outlooks.stages(
            Self.three,
            rest: "risk: { on: iris, low_if: [accuracy > 0.5], otherwise: retrain }"
        )
        let passed = outlook.stages.map { stage in stage.responses.first { $0.trigger == .passed }?.action }
        #expect(passed == [.advance(to: "half"), .advance(to: "all"), .release])
        #expect(outlook.risk?.conditions == ["accuracy > 0.5"])
        #expect(outlook.risk?.otherwise == .retrain)
    }

    @Test func theJSONSaysTheSame() throws {
        let json = try Outlooks.stages(Self.three).json
        #expect(json["format_version"] == 1)
        #expect(json["shortest_seconds"] == .number(3600))
        #expect(json["longest_seconds"] == .number(18000))
        #expect(json["largest_exposure"]?["stage"]?.string == "all")
        #expect(json["largest_exposure"]?["requests"] == 3600)
        guard case .array(let stages)? = json["stages"], case .array(let responses)? = stages[1]["responses"] else {
            Issue.record("no stages")
            return
        }
        let rollback = responses.first { $0["to"]?.string == "rollback_if" }
        #expect(rollback?["condition"]?.string == "accuracy < 0.2")
        #expect(rollback?["withdrawn_after_seconds"] == .number(60))
        #expect(responses.last?["hold_seconds"] == .number(3600))
    }

    // MARK: Logs and live traffic

    private static let served = """
        planrun: 1
        name: live
        models:
          baseline: { serve: "http://127.0.0.1:8080/v2/models/m/versions/6", label: v6 }
          candidate: { serve: "http://127.0.0.1:8080/v2/models/m/versions/7", label: v7 }
        traffic: { router: { flagd: { file: flags.json, flag: m } }, unit: user }
        metrics:
          error_rate: { prometheus: { url: "http://127.0.0.1:9090", query: "x" }, type: fraction }
        roles: { release: [ann] }
        stages:
          - name: some
            audience: 20%
            watch: { every: 1m, for: 10m }
            promote_if: [error_rate <= 1%]
            rollback_if: [{ if: error_rate > 5%, failures: 2 }]
          - name: all
            approve: { by: [release], within: 8h }
            audience: { fraction: 100%, holdback: 10% }
            watch: { every: 1m, for: 10m }
            promote_if: [error_rate <= 1%]
            rollback_if: [error_rate > 5%]
        """

    /// Without a rate and without a number of users there are shares and times.
    @Test func liveTrafficHasShares() throws {
        let outlook = try Outlooks.outlook(Self.served)
        #expect(outlook.stages.map(\.units) == [nil, nil])
        #expect(outlook.stages.map(\.requestsPerSecond) == [nil, nil])
        #expect(outlook.stages.map { ($0.share * 1000).rounded() } == [200, 900])
        #expect(outlook.stages.map(\.approval) == [nil, "release within 8h"])
        #expect(outlook.stages.map { $0.exposure?.after } == [.seconds(120), .seconds(60)])
        #expect(outlook.largestExposure?.stage == "all")
        #expect(outlook.largestExposure?.requests == nil)
    }

    /// Labels that are a day late are seen a day later, by a stage that looks every hour.
    @Test func labelsAreWaitedFor() throws {
        let outlook = try Outlooks.outlook(
            """
            planrun: 1
            name: log
            traffic:
              log:
                file: log.jsonl
                columns: { time: time, request: request, unit: unit, model: model, prediction: prediction, latency_ms: { latency: ms } }
              unit: unit
              rate: 1/s
            labels: { from: labels.jsonl, join: request, mature_after: 24h }
            models: { baseline: { recorded: v1 }, candidate: { recorded: v2 } }
            stages:
              - name: shadow
                audience: 0%
                watch: { every: 1h, for: 30h }
                promote_if: [accuracy >= 0.5]
                rollback_if: [accuracy < 0.4]
              - name: all
                audience: 100%
                watch: { every: 1h, for: 30h }
                promote_if: [accuracy >= 0.5]
                rollback_if: [{ if: latency.p95 > 1s, then: step_back }, accuracy over 2h < 0.3 and requests > 10]
            alerts: [{ name: weak, when: accuracy < 0.5, for: 2h, then: rollback }]
            """
        )
        let shadow = try #require(outlook.stages.first)
        #expect(shadow.exposure?.after == .seconds(25 * 3600))
        #expect(shadow.delayAfterChange == .seconds(25 * 3600))
        // Nobody sees what a shadow answers, and it is enough to answer by.
        #expect(shadow.exposure?.requests == 0)
        let all = try #require(outlook.stages.last)
        // Whatever looks at labels, and however far back, sees none of the change before the first of it have come.
        let alert = all.responses.first { $0.trigger == .alert("weak") }
        #expect(alert?.delay == .seconds((25 + 2) * 3600))
        #expect(all.responses.contains { $0.action == .rollback && $0.delay == .seconds(25 * 3600) })
        // The stage before is a shadow, where nobody has it.
        #expect(all.responses.contains { $0.action == .stepBack && $0.withdrawnAfter == .seconds(3600) })
    }

    /// A condition of how much was asked holds once so much was, at a request a second and stages of a half and all.
    @Test func requestsAreCounted() throws {
        let outlook = try Outlooks.stages(
            """
              - name: half
                audience: 50%
                watch: { every: 1m, for: 1h, min_samples: 1 }
                promote_if: [accuracy >= 0.5]
                rollback_if: [accuracy < 0.4 and requests > 1000]
              - name: all
                audience: 100%
                watch: { every: 1m, for: 1h, min_samples: 1 }
                promote_if: [accuracy >= 0.5]
                rollback_if: [accuracy < 0.4 and not requests < 1200]
            """
        )
        let half = try #require(outlook.stages.first?.responses.first { $0.action == .rollback && $0.expected != nil })
        // 1001 requests at 30 a minute, and luck brings some of them forward.
        #expect(half.expected == .seconds(34 * 60))
        #expect(half.earliest > .seconds(25 * 60) && half.earliest < .seconds(34 * 60))
        let all = try #require(outlook.stages.last).responses.filter { response in
            if case .rollbackIf = response.trigger { true } else { false }
        }
        // What never comes, such as 500 of them in a minute, the compiler refuses.
        #expect(
            all.count == 1 && all.first?.expected.map { $0 >= .seconds(20 * 60) && $0 <= .seconds(21 * 60) } == true
        )
        #expect(all.first?.delay == .seconds(60))
    }

    /// What goes back to the stage before is taken from everybody once that stage finds it bad, too.
    @Test func theStageBeforeTakesItBack() throws {
        let outlook = try Outlooks.stages(
            """
              - name: some
                audience: 10%
                watch: { every: 2m, for: 30m, min_samples: 1 }
                promote_if: [accuracy >= 0.5]
                rollback_if: [accuracy < 0.4]
              - name: all
                audience: 100%
                watch: { every: 5m, for: 30m, min_samples: 1 }
                promote_if: [accuracy >= 0.5]
                rollback_if: [accuracy < 0.4]
            """,
            rest: "rollback: { to: previous }"
        )
        #expect(outlook.stages.map { $0.exposure?.after } == [.seconds(2 * 60), .seconds(7 * 60)])
    }

    /// What a release may be wrong each condition of a promotion may be; what a rollback may be is divided by two: the
    /// condition that comes again asks the same again, and the plain one promises nothing.
    @Test func whatGatesMayBeWrong() throws {
        let stages = """
              - name: half
                audience: 50%
                watch: { every: 1m, for: 20m }
                promote_if: [accuracy > 0.5]
                rollback_if: [accuracy < 0.2, error_rate > 20%, { if: error_rate > 30%, evidence: point }]
              - name: all
                audience: 100%
                watch: { every: 5m, for: 30m }
                promote_if: [{ if: accuracy > 0.6, evidence: interval }]
                rollback_if: [accuracy < 0.2]
            """
        let rest = "evidence: { method: sequential, error: { release: 4%, rollback: 3% } }"
        let evidence = try #require(try Outlooks.stages(stages, rest: rest).evidence)
        #expect(evidence.rollbackConditions == 2)
        #expect(evidence.gates.map(\.stage) == ["half", "half", "half", "all", "all"])
        #expect(evidence.gates.map(\.error) == [0.04, 0.015, 0.015, 0.04, 0.015])
        #expect(evidence.gates.map(\.method) == [.sequential, .sequential, .sequential, .interval, .sequential])
        #expect(try Outlooks.stages(stages).evidence?.gates.map(\.condition) == ["accuracy > 0.6"])
        #expect(try Outlooks.stages(Self.three).evidence == nil)
    }

    /// Shares and what is held back are places on one line: of units below 10% half of them all hold nothing back.
    @Test func aHoldbackTakesNothingFromSmallShares() throws {
        let outlook = try Outlooks.stages(
            """
              - { name: c, audience: { fraction: 10%, holdback: 50% }, watch: { every: 1m, for: 10m }, promote_if: [accuracy > 0.5] }
              - { name: staff, audience: { group: staff }, watch: { every: 1m, for: 10m }, promote_if: [accuracy > 0.5] }
              - { name: f, audience: 100%, watch: { every: 1m, for: 10m }, promote_if: [accuracy > 0.5] }
            """
        )
        let names = (0..<600).map { "user-\($0)" }
        let staff = GroupAssignment(
            of: names,
            among: [.init("staff", numerator: 1, denominator: 10)],
            salt: ReplayUnits.groupSalt(of: "test")
        )
        let bucketing = FlagdBucketing(salt: "test")
        func count(_ isMember: (String) -> Bool) -> Int { names.count(where: isMember) }
        func isWithin(_ percent: Int, _ name: String) -> Bool {
            bucketing.isIncluded(name, numerator: percent, denominator: 100)
        }
        #expect(
            outlook.stages.map(\.units) == [
                count { isWithin(10, $0) },
                count { isWithin(10, $0) || staff.group(of: $0) == "staff" && isWithin(50, $0) },
                count { isWithin(50, $0) },
            ]
        )
    }
}
