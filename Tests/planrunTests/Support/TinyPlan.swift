import Testing

/// A plan that a debug build carries out in an instant: two stages of a few minutes with five requests a second.
struct TinyPlan {
    private(set) var text = """
        planrun: 1
        name: tiny
        data:
          iris:
            csv: iris.csv
            label: species
            split: { test: 20%, seed: 42, stratify: true }
        models:
          baseline:
            decision_tree: { max_depth: 2 }
            train: iris.train
          candidate:
            decision_tree: { max_depth: 3 }
            train: iris.train
        traffic:
          replay: iris.test
          rate: 5/s
          unit: user
          users: 100
          seed: 7
        risk:
          on: iris.test
          low_if: [accuracy >= 0.85]
          otherwise: stop
        stages:
          - name: canary
            audience: 20%
            watch: { every: 1m, for: 4m, samples: 50 }
            promote_if: [accuracy >= 0.5]
            rollback_if: [accuracy < 0.4]
          - name: full
            audience: 100%
            watch: { every: 1m, for: 3m, samples: 100 }
            promote_if: [accuracy >= 0.5]

        """

    /// Another plan, with one text in the place of another.
    func replacing(_ old: String, _ new: String) -> TinyPlan {
        if !text.contains(old) { Issue.record("the plan has no \(old)") }
        var plan = self
        plan.text = text.replacing(old, with: new)
        return plan
    }

    func adding(_ section: String) -> TinyPlan {
        var plan = self
        plan.text += section
        return plan
    }

    /// A plan whose canary is rolled back.
    static let rolledBack = TinyPlan().replacing(
        "rollback_if: [accuracy < 0.4]",
        "rollback_if: [balanced_accuracy > 0.4]"
    )

    /// A plan whose candidate is too bad to be released to anybody.
    static let risky = TinyPlan().replacing("low_if: [accuracy >= 0.85]", "low_if: [accuracy > 0.999]")

    /// A plan whose first recipe is too bad and whose second is not.
    static let retrained = TinyPlan()
        .replacing("decision_tree: { max_depth: 3 }", "decision_tree: { max_depth: 1 }")
        .replacing("otherwise: stop", "otherwise: retrain")
        .replacing("    train: iris.train\ntraffic", "    train: iris.train\n    retrain: [{ max_depth: 3 }]\ntraffic")

    /// A plan whose recipes are all too bad.
    static let usedUp = retrained.replacing("[{ max_depth: 3 }]", "[{ max_depth: 1, seed: 2 }]")

    /// A plan with an alert that fires in the canary, told to the terminal and to a file.
    static let alerting = TinyPlan().adding(
        """
        alerts:
          - name: busy
            when: accuracy > 0.1
            for: 2m
            severity: warning
            message: "accuracy is {{accuracy}}"
            notify: [terminal, log]
        notify:
          terminal: {}
          log: { file: alerts.jsonl }

        """
    )
}
