import Diagnostics
import Plan
import PlanSyntax

/// A scenario's document: its keys, and how they are read.
enum ScenarioSection {
    static let version = Key<Located<Int>>.integer(
        "planrun_scenario",
        1...1,
        required: true,
        "The version of the scenario language, which is 1."
    )
    static let name = Key<Located<String>>.name("name", required: true, "The scenario's name.")
    static let description = Key<Located<String>>.text("description", "What goes wrong, for people.")
    static let plan = Key<Located<String>>.text("plan", "The plan it is made for, for people and tests.")
    static let seed = Key<Located<Int>>.integer("seed", 0...Int.max, default: 0, "Which of the possible draws to take.")
    static let expect = Key<Located<Outcome>>.word(
        "expect",
        Outcome.self,
        "How a release under this scenario is expected to end."
    )

    static let degrade = Key<[Degradation]>(
        "degrade",
        .list(of: .record(DegradationSection.shape), atLeast: 1),
        "What goes wrong while requests arrive."
    ) { node, lowering in
        lowering.list(node, "`degrade` is a list of degradations", atLeast: 1) {
            DegradationSection.lower($0, in: &$1)
        }
    }
    static let attempt = Key<Located<Int>>.integer(
        "attempt",
        1...10_000,
        required: true,
        "The attempt it happens to: 1 is the first training, 2 the first recipe of `retrain`."
    )
    static let flipTraining = Key<Located<Rational>>.fraction(
        "flip_labels",
        required: true,
        "The share of the training labels that are replaced by another class."
    )
    static let trainingShape = RecordShape(
        "a spoilt training",
        "What goes wrong when the candidate is trained.",
        [attempt.field, flipTraining.field]
    )
    static let training = Key<[TrainingDegradation]>(
        "training",
        .list(of: .record(trainingShape), atLeast: 1),
        "What goes wrong when the candidate is trained."
    ) { node, lowering in
        lowering.list(node, "`training` is a list of spoilt trainings", atLeast: 1) { node, lowering in
            guard let record = Record(node, trainingShape, in: &lowering),
                let attempt = record.read(attempt, &lowering), let share = record.read(flipTraining, &lowering)
            else { return nil }
            return TrainingDegradation(attempt: attempt.value, flippedLabels: share.value)
        }
    }

    static let candidate = TestSection.readings(
        "candidate",
        "What a live plan's candidate is supposed to show, a series of values a metric, for a dry run."
    )
    static let baseline = TestSection.readings("baseline", "What its baseline is supposed to show.")

    static let shape = RecordShape(
        "a scenario",
        "What goes wrong in a replay, or what the models of a live plan are supposed to show.",
        [
            version.field, name.field, description.field, plan.field, seed.field, expect.field, degrade.field,
            training.field, candidate.field, baseline.field,
        ]
    )

    /// The scenario that a document says, or nil where diagnostics say what is wrong.
    static func lower(_ root: SyntaxNode, in lowering: inout Lowering) -> Scenario? {
        guard let record = Record(root, shape, in: &lowering) else { return nil }
        _ = record.read(version, &lowering)
        let name = record.read(name, &lowering)
        let description = record.read(description, &lowering)?.value
        _ = record.read(plan, &lowering)
        let states = record.has(candidate.name) || record.has(baseline.name)
        let models = PlanTest.Models(
            candidate: record.read(candidate, &lowering) ?? [],
            baseline: record.read(baseline, &lowering) ?? []
        )
        let scenario = name.map { name in
            Scenario(
                name: name.value,
                description: description,
                seed: record.read(seed, &lowering)?.value ?? 0,
                expected: record.read(expect, &lowering)?.value,
                degradations: record.read(degrade, &lowering) ?? [],
                trainings: record.read(training, &lowering) ?? [],
                models: states ? models : nil
            )
        }
        return lowering.diagnostics.containsErrors ? nil : scenario
    }
}
