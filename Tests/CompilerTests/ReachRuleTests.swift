import Audiences
import Compiler
import Testing

/// What the proofs about times and numbers of requests leave alone: near misses of what they find, whose findings are
/// among the fixtures.
@Suite struct ReachRuleTests {
    private func codes(
        traffic: String = "rate: 20/s",
        audience: String = "100%",
        watch: String = "every: 1m, for: 2m, within: 4m, hold_for: 2m",
        promote: String = "[accuracy >= 0.8]",
        rollback: String? = nil,
        alert: String? = nil
    ) -> [String] {
        Compiled(
            IrisPlan.text(
                traffic: traffic,
                stages: """
                      - name: some
                        audience: \(audience)
                        watch: { \(watch) }
                        promote_if: \(promote)
                        \(rollback.map { "rollback_if: \($0)" } ?? "")
                      \(audience == "100%" ? "" : "- { name: all, audience: 100%, watch: { every: 1m, for: 1d }, promote_if: [kappa > 0] }")
                    """,
                rest: "alerts: [\(alert.map { "{ name: a, \($0) }" } ?? "")]"
            )
        ).codes.filter { $0 != "idle-alert" }
    }

    // MARK: Samples

    /// A replay has exactly as many requests as its rate says; which units send them is luck, and 30 of 13.37 expected are a chance in
    /// ten thousand: `13.37 + 4 * sqrt(13.37) + 2 = 30`. A quarter of a million units is 25.2 % at most.
    @Test func aWindowThatLuckCanFill() {
        let promote = "[accuracy over 1m >= 0.8, kappa >= 0.1]"
        #expect(codes(traffic: "rate: 29/m", promote: promote) == ["samples-out-of-reach"])
        #expect(codes(traffic: "rate: 30/m", promote: promote) == [])
        // A window is an interval at least.
        #expect(codes(traffic: "rate: 30/m", promote: "[accuracy over 1s >= 0.8]") == [])
        let many = ", users: 1000000"
        #expect(codes(traffic: "rate: 53/m" + many, audience: "25%", promote: promote) == ["samples-out-of-reach"])
        #expect(codes(traffic: "rate: 54/m" + many, audience: "25%", promote: promote) == [])
    }

    /// 6 minutes with the hold, and 4 to the deadline.
    @Test func aStageThatIsFilledInItsTime() {
        #expect(codes(traffic: "rate: 4/m") == ["samples-out-of-reach"])
        #expect(codes(traffic: "rate: 5/m") == ["stage-too-short"])
        #expect(codes(traffic: "rate: 7/m") == ["stage-too-short"])
        #expect(codes(traffic: "rate: 8/m") == [])
        // The deadline is seen by the first judgement after it.
        let later = "every: 1m, for: 2m, within: 4m1s, hold_for: 1m"
        #expect(codes(traffic: "rate: 6/m") == ["stage-too-short"])
        #expect(codes(traffic: "rate: 6/m", watch: later) == [])
    }

    /// 24 requests up to the deadline, and 30 at its next judgement where it is not at one: as many `samples` as a condition asks for.
    @Test(arguments: ["samples: 25", "samples: 24"]) func samplesAndRequestsAlike(samples: String) {
        let isShort = samples == "samples: 25"
        let watch = "every: 1m, for: 2m, within: 4m, hold_for: 2m"
        let asked = "[\(samples.replacing("samples: ", with: "requests >= "))]"
        for (watch, promote) in [("\(watch), \(samples)", "[requests > 2]"), (watch, asked)] {
            #expect(codes(traffic: "rate: 6/m", watch: watch, promote: promote) == (isShort ? ["stage-too-short"] : []))
            let later = watch.replacing("within: 4m", with: "within: 4m1s")
            #expect(codes(traffic: "rate: 6/m", watch: later, promote: promote) == [])
        }
    }

    /// What may have no data keeps nothing up, nor does what counts requests before it rolls back.
    @Test func aRollbackThatComesLate() {
        let rollback = { (text: String) in
            codes(traffic: "rate: 6/m", promote: "[requests > 2]", rollback: "[\(text)]")
        }
        #expect(rollback("accuracy < 0.5") == ["stage-too-short"])
        #expect(rollback("{ if: accuracy < 0.5, no_data: ignore }") == ["late-samples"])
        // What is known of one part is enough to know that it does not hold.
        #expect(rollback("requests > 24 and kappa < 0.5") == ["late-samples"])
        #expect(rollback("requests > 24") == ["late-samples"])
        #expect(rollback("requests > 23") == [])
    }

    // MARK: Audiences

    /// A share of `first` percent has all that a later stage of everyone has where at most the rest is held back: by
    /// `FlagdBucketing`, in which a share of 90% has whoever is not in the last tenth.
    @Test(arguments: [89, 90, 91, 95], [0, 5, 9, 10, 11]) func sharesThatAHoldbackCuts(first: Int, holdback: Int) {
        let watch = "watch: { every: 1m, for: 20m }, promote_if: [kappa > 0]"
        let found = Compiled(
            IrisPlan.text(
                traffic: "rate: 20/s, users: 100000",
                stages: """
                      - { name: first, audience: \(first)%, \(watch) }
                      - { name: all, audience: { fraction: 100%, holdback: \(holdback)% }, \(watch) }
                    """
            )
        ).codes
        let bucketing = FlagdBucketing(salt: "p")
        let isNew = (0..<2000).contains { user in
            let isIn = { bucketing.isIncluded("user-\(user)", numerator: $0, denominator: 100) }
            return isIn(100 - holdback) && !isIn(first)
        }
        #expect(found == (isNew ? [] : ["audience-shrinks"]))
    }

    /// What is not made from requests, what needs no observations, and what has an answer without them.
    @Test(
        arguments: [
            "[requests > 2]", "[accuracy >= 0.8 or requests > 2]", "['any of (accuracy >= 0.8, requests > 2)']",
        ]
    )
    func conditionsThatHaveAnAnswer(promote: String) {
        #expect(codes(traffic: "rate: 1/m", promote: promote) == [])
        #expect(codes(traffic: "rate: 1/m", promote: "[accuracy >= 0.8 and accuracy < 0.9]") != [])
    }

    /// Of a million users no more than a tenth and a little have the candidate.
    @Test func sharesThatLuckCanRaise() {
        let watch = "every: 1m, for: 2m, within: 4m, hold_for: 2m, min_samples: 100"
        let many = ", users: 1000000"
        #expect(codes(traffic: "rate: 40/m" + many, audience: "10%", watch: watch) == ["samples-out-of-reach"])
        #expect(codes(traffic: "rate: 200/m" + many, audience: "10%", watch: watch) == [])
    }

    /// Of ten it is known which they are, by `FlagdBucketing`.
    @Test(arguments: 2..<12) func sharesOfFewUsers(percent: Int) {
        let bucketing = FlagdBucketing(salt: "p")
        let isReached = (0..<10).contains { bucketing.isIncluded("user-\($0)", numerator: percent, denominator: 100) }
        let found = codes(traffic: "rate: 20/s, users: 10", audience: "\(percent)%")
        #expect(found.contains("empty-audience") == (percent < 10 || !isReached))
    }

    @Test func anAlertThatHasItsSamples() {
        let slow = "rate: 15/m"
        #expect(codes(traffic: slow, alert: "when: accuracy < 0.5") == ["samples-out-of-reach"])
        #expect(codes(traffic: slow, alert: "when: accuracy < 0.5, for: 2m") == [])
        #expect(codes(traffic: slow, alert: "when: accuracy over 2m < 0.5") == [])
        #expect(codes(traffic: "rate: 30/m", alert: "when: accuracy < 0.5") == [])
    }

    /// In the shadow before, the candidate answered everything.
    @Test func aWindowReachesBackIntoAShadow() {
        let watch = "every: 1m, for: 20m"
        let text = { (first: String) in
            IrisPlan.text(
                traffic: "rate: 20/m, users: 100000",
                stages: """
                      - { name: first, audience: \(first), watch: { \(watch) }, promote_if: [kappa > 0] }
                      - { name: some, audience: 10%, watch: { \(watch) }, promote_if: [accuracy over 3m > 0.5] }
                      - { name: all, audience: 100%, watch: { \(watch) }, promote_if: [kappa > 0] }
                    """
            )
        }
        #expect(Compiled(text("0%")).codes == [])
        #expect(Compiled(text("9%")).codes.contains("samples-out-of-reach"))
    }

    // MARK: Times

    @Test func failuresThatFit() {
        let rollback = { (count: Int) in "[{ if: accuracy < 0.5, failures: \(count) }]" }
        #expect(codes(rollback: rollback(5)) == ["failures-out-of-reach"])
        #expect(codes(rollback: rollback(4)) == [])
        // Judged after 1, 2, 3, 4 and 5 minutes.
        #expect(codes(watch: "every: 1m, for: 2m, within: 4m30s", rollback: rollback(5)) == [])
        // Judged and able to promote after 2, 3 and 4.
        let promote = { (count: Int) in "[{ if: accuracy >= 0.8, failures: \(count), then: rollback }]" }
        #expect(codes(promote: promote(4)) == ["failures-out-of-reach"])
        #expect(codes(promote: promote(3)) == [])
        #expect(codes(promote: "[{ if: accuracy >= 0.8, failures: 9 }]") == [])
    }

    @Test func windowsThatFit() {
        #expect(codes(promote: "[accuracy over 7m >= 0.8]") == ["window-too-long"])
        #expect(codes(promote: "[accuracy over 6m >= 0.8]") == [])
        #expect(
            codes(watch: "every: 1m, for: 2m, within: 4m30s, hold_for: 1m30s", promote: "[kappa over 7m > 0]") == []
        )
    }

    @Test func holdsThatLast() {
        #expect(codes(watch: "every: 1m, for: 2m, hold_for: 59s") == ["hold-too-short"])
        #expect(codes(watch: "every: 1m, for: 2m, hold_for: 1m") == [])
        // What is usual is not the author's.
        #expect(codes(watch: "every: 2d, for: 4d") == [])
    }

    @Test func alertsThatHaveTime() {
        let alert = { (more: String) in "when: accuracy < 0.5, for: 1m, \(more)" }
        #expect(codes(alert: alert("keep_firing_for: 7m")) == ["alert-timer-too-long"])
        #expect(codes(alert: alert("repeat_every: 7m")) == ["alert-timer-too-long"])
        #expect(codes(alert: alert("keep_firing_for: 6m, repeat_every: 6m")) == [])
        #expect(codes(alert: "when: accuracy < 0.5, for: 7m") == ["alert-too-long"])
        // The last judgement comes after the deadline and the hold that are no whole number of intervals.
        let uneven = "every: 1m, for: 2m, within: 4m30s, hold_for: 1m30s"
        #expect(codes(watch: uneven, alert: "when: accuracy < 0.5, for: 7m") == [])
    }
}
