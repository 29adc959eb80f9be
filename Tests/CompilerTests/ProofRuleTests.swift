import Compiler
import Testing

/// What the proofs about conditions leave alone: near misses of what they find, whose findings are among the fixtures.
@Suite struct ProofRuleTests {
    private func codes(
        promote: String = "[kappa > 0.5]",
        rollback: String? = nil,
        samples: Int = 30,
        alerts: String = "[]",
        lowIf: String = "[kappa > 0.1]"
    ) -> [String] {
        Compiled(
            """
            planrun: 1
            name: p
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { decision_tree: {}, train: iris, retrain: [{ max_depth: 2 }] }
            traffic: { replay: iris, rate: 20/s }
            risk: { on: iris, low_if: \(lowIf), otherwise: retrain }
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 10m, min_samples: \(samples) }
                promote_if: \(promote)
                \(rollback.map { "rollback_if: \($0)" } ?? "otherwise: rollback")
            alerts: \(alerts)
            notify: { log: { file: log.jsonl } }
            """
        ).codes.filter { !["idle-alert", "backward-condition"].contains($0) }
    }

    private static let unused = ["unused-notifier"]

    // MARK: Exclusive conditions

    @Test func conditionsThatExcludeEachOther() {
        #expect(codes(promote: "[accuracy >= 0.9, accuracy < 0.85]").contains("exclusive-conditions"))
        #expect(codes(lowIf: "[accuracy >= 0.9, accuracy < 0.85]").contains("exclusive-conditions"))
    }

    @Test(
        arguments: [
            "[accuracy >= 0.85, accuracy < 0.9]", "[accuracy >= 0.9, accuracy <= 0.9]",
            "[accuracy >= 0.9, accuracy over 5m < 0.85]", "[\"recall[setosa] >= 0.9\", \"recall[virginica] < 0.85\"]",
            "[accuracy >= 0.9, accuracy >= baseline + 0.1]", "[accuracy >= 0.9, accuracy < baseline]",
        ]
    )
    func conditionsThatDoNot(promote: String) {
        #expect(codes(promote: promote) == Self.unused)
    }

    // MARK: Rolled back first

    @Test func aRollbackThatCoversThePromotion() {
        #expect(codes(promote: "[accuracy >= 0.8]", rollback: "[accuracy >= 0.7]").contains("never-promoted"))
        let hold = "[{ name: a, when: accuracy over 5m > 0.7, then: hold }]"
        #expect(codes(promote: "[accuracy over 5m >= 0.8]", alerts: hold).contains("never-promoted"))
    }

    /// Another metric, a part of the range, a warning, failures in a row, another window, or no data yet.
    @Test(
        arguments: [
            "[accuracy > 0.9]", "[f1 >= 0.7]", "[accuracy >= 0.7 and f1 < 0.9]", "[accuracy over 10m >= 0.7]",
            "[{ if: accuracy >= 0.7, then: warn }]", "[{ if: accuracy >= 0.7, failures: 2 }]",
        ]
    )
    func aRollbackThatDoesNot(rollback: String) {
        #expect(codes(promote: "[accuracy >= 0.8]", rollback: rollback) == Self.unused)
    }

    @Test(
        arguments: [
            "{ name: a, when: accuracy > 0.7, then: hold }", "{ name: a, when: accuracy over 5m > 0.7 }",
            "{ name: a, when: accuracy over 5m > 0.7, for: 1m, then: hold }",
        ]
    )
    func anAlertThatDoesNot(alert: String) {
        #expect(codes(promote: "[accuracy over 5m >= 0.8]", alerts: "[\(alert)]") == Self.unused)
    }

    /// The alert asks for 30 observations, and the stage promotes with one.
    @Test func anAlertWithoutDataYet() {
        let hold = "[{ name: a, when: accuracy over 5m > 0.7, then: hold }]"
        #expect(codes(promote: "[accuracy over 5m >= 0.8]", samples: 1, alerts: hold) == Self.unused)
    }

    // MARK: Redundant conditions

    @Test func conditionsThatAreSaidAlready() {
        #expect(codes(promote: "[accuracy >= 0.8, accuracy >= 0.85]").contains("redundant-condition"))
        #expect(codes(rollback: "[accuracy < 0.5, accuracy < 0.4]").contains("redundant-condition"))
        #expect(
            codes(rollback: "[accuracy < 0.5, { if: accuracy < 0.4, then: retrain }]").contains("redundant-condition")
        )
    }

    @Test(
        arguments: [
            "[{ if: accuracy >= 0.8, then: rollback }, accuracy >= 0.85]",
            "[accuracy >= 0.8, accuracy over 5m >= 0.85]",
            "[accuracy >= 0.8, accuracy >= baseline]", "[accuracy >= 0.8, f1 >= 0.85 or accuracy >= 0.9]",
        ]
    )
    func requirementsThatAreNot(promote: String) {
        #expect(codes(promote: promote) == Self.unused)
    }

    /// A graver failure that acts at once beside one that waits, and another consequence that comes first.
    @Test(
        arguments: [
            "[{ if: accuracy < 0.5, failures: 3 }, accuracy < 0.4]",
            "[{ if: accuracy < 0.5, then: hold }, accuracy < 0.4]",
            "[{ if: accuracy < 0.4, then: retrain }, accuracy < 0.5]",
            "[{ if: accuracy < 0.5, then: warn }, { if: accuracy < 0.4, then: hold }]",
        ]
    )
    func tripwiresThatAreNot(rollback: String) {
        #expect(codes(rollback: rollback) == Self.unused)
    }

    // MARK: Margins

    @Test func aMarginThatIsRolledBack() {
        #expect(codes(promote: "[accuracy >= 0.8]", rollback: "[accuracy < 0.85]").contains("shadowed-margin"))
    }

    @Test(
        arguments: [
            "[accuracy < 0.8]", "[accuracy < 0.5]", "[accuracy > 0.99]", "[{ if: accuracy < 0.85, failures: 3 }]",
            "[{ if: accuracy < 0.85, then: warn }]", "[accuracy < 0.85 and f1 < 0.5]", "[accuracy < baseline]",
        ]
    )
    func marginsThatAreNot(rollback: String) {
        #expect(codes(promote: "[accuracy >= 0.8]", rollback: rollback) == Self.unused)
    }

    // MARK: Constants

    @Test(
        arguments: [
            "accuracy > 0.5 or accuracy < 0.5", "accuracy > 0.5 or f1 <= 0.5", "accuracy > 0.5 and accuracy < 0.51",
            "2 of (f1 > 0.5, f1 > 0.6, accuracy <= 0.5)", "accuracy over 5m > 0.5 or accuracy <= 0.5",
        ]
    )
    func conditionsThatCanGoEitherWay(condition: String) {
        #expect(codes(promote: "[\"\(condition)\"]") == Self.unused)
    }

    /// What many conditions come to is not looked for at any price.
    @Test func longListsAreReadInTime() {
        let many = (1...3000).map { "accuracy > 0.0\($0)" }.joined(separator: ", ")
        #expect(codes(promote: "[\(many)]") == Self.unused)
        let deep = (1...60).map { "accuracy > 0.0\($0), f1 < 0.9\($0)" }.joined(separator: ", ")
        #expect(codes(promote: "[\"60 of (\(deep))\"]") == Self.unused)
    }

    // MARK: Other kinds of plans

    /// Evidence that stays valid however often it is looked at answers neither way between its bounds, so that a margin is
    /// no contradiction there.
    @Test func intervalsAreNoNumbers() throws {
        #expect(Compiled(try Golden.input("ok", "credit")).codes == [])
        let point = try Golden.input("ok", "credit").replacing("method: sequential", with: "method: point")
        #expect(Compiled(point).codes.contains("shadowed-margin"))
    }

    /// Every segment fails on its own.
    @Test func segmentsAreNotOneNumber() throws {
        let text = try Golden.input("ok", "credit")
        func codes(_ condition: String) -> [String] {
            Compiled(
                text.replacing(
                    "- default_recall by region >= baseline - 0.10",
                    with: "- { if: \(condition), evidence: point }"
                )
            ).codes
        }
        #expect(codes("default_recall by region > 0.5 or default_recall by region <= 0.5") == [])
        #expect(codes("default_recall > 0.5 or default_recall <= 0.5") == ["constant-condition"])
    }

    @Test func labelsThatComeInTime() throws {
        let text = try Golden.input("ok", "credit")
        let watch = "watch: { every: 1h, for: 36h, within: 3d, samples: 10000 }"
        #expect(text.contains(watch))
        func codes(_ within: String) -> [String] {
            let changed = "watch: { every: 1h, for: 12h, within: \(within), samples: 10 }"
            return Compiled(text.replacing(watch, with: changed)).codes
        }
        #expect(codes("24h") == ["labels-too-late"])
        #expect(codes("25h") == [])
    }

    @Test func aBaselineThatSomebodyHas() throws {
        let text = try Golden.input("ok", "live").replacing(
            "promote_if: [error_rate <= 1%]",
            with: "promote_if: [error_rate <= baseline + 1%]"
        )
        #expect(Compiled(text).codes == ["shadowed-metric", "no-control"])
        let whole = "audience: 100%"
        #expect(
            !Compiled(text.replacing(whole, with: "audience: { fraction: 100%, holdback: 5% }")).codes.contains(
                "no-control"
            )
        )
        #expect(!Compiled(text.replacing(whole, with: "audience: 99%")).codes.contains("no-control"))
        #expect(Compiled(try Golden.input("ok", "live")).codes == ["shadowed-metric"])
    }
}
