import Execution
import Plan
import Testing

@testable import Reports

/// The bounds expected here are Wilson's for n of n and 0 of n, n / (n + z²) and z² / (n + z²), with z² = 3.841459 for 95%.
@Suite struct CertaintyNoteTests {
    private func note(
        _ text: String,
        _ relation: Comparison.Relation,
        limit: Double,
        _ successes: Int,
        _ trials: Int,
        verdict: GateRecord.Verdict = .pass,
        isOnRight: Bool = false
    ) -> String? {
        let value = Double(successes) / Double(trials)
        let reading = Reading(
            metric: "accuracy",
            model: .candidate,
            type: .fraction,
            value: value,
            samples: trials,
            successes: successes,
            trials: trials,
            undefinedReason: nil,
            isMeasured: false
        )
        let comparison = ComparisonRecord(
            left: isOnRight ? limit : value,
            relation: relation,
            right: isOnRight ? value : limit,
            readings: [reading]
        )
        return CertaintyNote(
            GateRecord(text: text, verdict: verdict, failures: 0, failuresNeeded: 1, comparisons: [comparison])
        )?.text
    }

    /// 30 of 30 reaches down to 30 / 33.841 = 0.8865; n / (n + 3.841) is 0.95 from n = 72.99 on.
    @Test func thirtyRowsCannotCertifyNinetyFivePercent() {
        #expect(
            note("accuracy >= 0.95", .greaterOrEqual, limit: 0.95, 30, 30)
                == "30 observations cannot certify `accuracy >= 0.95`: the 95% interval reaches down to 0.886, and it takes 73 "
                + "at least"
        )
    }

    @Test(arguments: [(72, true), (73, false)]) func theFewestAreExact(trials: Int, isNoted: Bool) {
        #expect((note("accuracy >= 0.95", .greaterOrEqual, limit: 0.95, trials, trials) != nil) == isNoted)
    }

    /// 97 of 100: 0.9155 to 0.9897 (R's `prop.test(97, 100, correct = FALSE)`).
    @Test func enoughObservationsMayStillNotDo() {
        #expect(
            note("accuracy >= 0.95", .greaterOrEqual, limit: 0.95, 97, 100)
                == "100 observations do not certify `accuracy >= 0.95`: the 95% interval reaches down to 0.915"
        )
    }

    @Test func anUpperLimitIsLookedAtFromAbove() {
        // 3.841 / 33.841 = 0.1135; 3.841 / (n + 3.841) is 0.1 from n = 34.57 on.
        #expect(
            note("accuracy <= 0.1", .lessOrEqual, limit: 0.1, 0, 30)
                == "30 observations cannot certify `accuracy <= 0.1`: the 95% interval reaches up to 0.114, and it takes 35 at "
                + "least"
        )
    }

    @Test func theNumberMayStandOnTheLeft() {
        let words = note("0.95 <= accuracy", .lessOrEqual, limit: 0.95, 19, 20, isOnRight: true)
        #expect(words?.contains("reaches down to") == true)
    }

    @Test func nothingIsSaidWhereTheIntervalClearsOrTheGateFails() {
        #expect(note("accuracy >= 0.5", .greaterOrEqual, limit: 0.5, 30, 30) == nil)
        #expect(note("accuracy >= 0.95", .greaterOrEqual, limit: 0.95, 20, 30, verdict: .fail) == nil)
        #expect(note("accuracy - 0.1 >= 0.85", .greaterOrEqual, limit: 0.85, 30, 30) == nil)
        #expect(note("accuracy == 1", .equal, limit: 1, 30, 30) == nil)
    }

    /// No number of observations shows that nothing ever goes wrong.
    @Test func aLimitOfOneIsNeverCertified() {
        #expect(
            note("accuracy >= 1", .greaterOrEqual, limit: 1, 30, 30)
                == "30 observations do not certify `accuracy >= 1`: the 95% interval reaches down to 0.886"
        )
    }
}
