/// What goes wrong in a replay, or what a live plan's stages are supposed to show: a seeded, timed degradation of models, labels, traffic and ratings, so that people and
/// tests see what a plan does about it.
package struct Scenario: Sendable, Hashable {
    package let name: String
    package let description: String?
    /// Which of the possible draws to take.
    package let seed: Int
    /// How a release under this scenario is expected to end, or nil where the author does not say.
    package let expected: Outcome?
    package let degradations: [Degradation]
    package let trainings: [TrainingDegradation]
    /// What the models of a live plan are supposed to show; nil where nothing is said of it.
    package let models: PlanTest.Models?

    package init(
        name: String,
        description: String?,
        seed: Int,
        expected: Outcome?,
        degradations: [Degradation],
        trainings: [TrainingDegradation],
        models: PlanTest.Models? = nil
    ) {
        self.models = models
        self.name = name
        self.description = description
        self.seed = seed
        self.expected = expected
        self.degradations = degradations
        self.trainings = trainings
    }
}
