import Compiler
import Diagnostics
import Testing

/// Plans that say the same, or nearly the same, many times.
@Suite struct LongPlanTests {
    /// A plan of stages with these conditions of `promote_if`, in a replay that brings enough requests for all of them.
    private func plan(_ promoteIf: [String]) -> Compiled {
        let stages = promoteIf.enumerated().map { number, condition in
            """
              - name: stage_\(number)
                audience: \(number + 1 == promoteIf.count ? "100" : "0.\(number + 1_000)")%
                watch: { every: 1m, for: 10m, min_samples: 1 }
                promote_if:
                  - \(condition)
            """
        }
        return Compiled(
            IrisPlan.text(traffic: "rate: 10000/s, users: 1000000", stages: stages.joined(separator: "\n"))
        )
    }

    /// A condition that takes a dozen looks to prove, and is not found twice.
    private func hard(_ number: Int) -> String {
        let impossible = (0..<12).map { "accuracy < 0.\($0 + 10)\(number)" }
        return "accuracy > 0.5 and any of (\(impossible.joined(separator: ", ")), kappa > 0.1)"
    }

    @Test func theLastStageIsProvedLikeTheFirst() {
        let never = "kappa > 0.2 and any of (kappa < 0.1, kappa < 0.15)"
        let stages = [never] + (0..<900).map(hard) + [never]
        let found = plan(stages).codes.filter { $0 == "constant-condition" }
        // Within each of the others nothing is constant but what cannot be in company.
        #expect(found.count == 2)
    }

    @Test func whatIsFoundInOneStageIsFoundInEachOfItsLikes() {
        let compiled = plan(["accuracy > 0.1", "f1.macro < 0.2 and f1.macro > 0.3", "accuracy > 0.2"])
        #expect(compiled.codes == ["constant-condition"])
        let twice = plan([
            "f1.macro < 0.2 and f1.macro > 0.3", "accuracy > 0.1", "f1.macro < 0.2 and f1.macro > 0.3",
            "accuracy > 0.1",
        ])
        #expect(twice.codes == ["constant-condition", "constant-condition"])
        #expect(Set(twice.diagnostics.map(\.primary.span)).count == 2)
    }

    @Test func equalTextsAreReportedEachInItsPlace() {
        let condition = "accuracy > 0.1 and recall[tulip] > 0.5"
        let compiled = plan([condition, "accuracy > 0.1", condition])
        let places = compiled.diagnostics.filter { $0.code.slug == "unknown-class" }.map(\.primary.span)
        #expect(places.map { compiled.sources.text(of: $0) } == ["tulip", "tulip"])
        #expect(Set(places).count == 2)
    }

    /// Gates that differ in what stands beside the condition are no likes.
    @Test func whatStandsBesideAConditionCounts() {
        let compiled = Compiled(
            IrisPlan.text(
                traffic: "rate: 10000/s, users: 1000000",
                stages: """
                      - name: a
                        audience: 1%
                        watch: { every: 1m, for: 10m }
                        promote_if: [accuracy > 0.8]
                        rollback_if: [{ if: accuracy > 0.7, failures: 2 }]
                      - name: b
                        audience: 100%
                        watch: { every: 1m, for: 10m }
                        promote_if: [accuracy > 0.8]
                        rollback_if: [accuracy > 0.7]
                    """
            )
        )
        #expect(compiled.codes.filter { $0 != "backward-condition" } == ["never-promoted"])
    }
}
