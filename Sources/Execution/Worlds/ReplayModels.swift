import Classifiers
import Datasets
import Plan
import Platform

/// The models of a program, trained when they are first needed; the same recipe gives the same model, so that a run taken
/// up again has them anew.
struct ReplayModels {
    private struct Key: Hashable {
        let role: ModelRole
        let attempt: Int
    }

    /// A trained model with what training it took.
    struct Trained {
        let classifier: any Classifier
        let rows: Int
        let crossValidation: Event.CrossValidation?
        let duration: Duration
    }

    private let program: Program
    private let threads: Int
    private let scenario: Scenario?
    private var cache: [Key: Trained] = [:]

    /// `threads` is how many may train at once, 0 for as many as the machine has cores.
    init(program: Program, threads: Int, scenario: Scenario?) {
        self.scenario = scenario
        self.program = program
        self.threads = threads
    }

    /// The model of that role by the recipe of that attempt; nil where the program has none of that role.
    mutating func model(
        _ role: ModelRole,
        attempt: Int,
        data: inout ReplayData
    ) async throws(ReplayError) -> Trained? {
        guard let spec = program.model(role) else { return nil }
        let key = Key(role: role, attempt: role == .candidate ? attempt : 1)
        if let known = cache[key] { return known }
        guard let kind = ModelRegistry.kind(named: spec.kind) else {
            throw ReplayError("there is no model of kind `\(spec.kind)`")
        }
        guard let training = spec.training else { throw ReplayError("the \(role.rawValue) is not one to train") }
        let prepared = try data.prepare(training.data)
        let set = trainingSet(prepared, training.part, of: role, attempt: key.attempt)
        let options = spec.options(attempt: key.attempt)
        let folds = training.part == .train ? program.data.first { $0.name == training.data }?.folds : nil
        let start = Clock.monotonicNanoseconds()
        let classifier: any Classifier
        let crossValidation: Event.CrossValidation?
        let duration: Duration
        do throws(TrainingError) {
            classifier = try await kind.learn(from: set, options: options, threads: threads)
            duration = .nanoseconds(Clock.monotonicNanoseconds() - start)
            let isOneOfSeveral = role == .candidate && program.attempts > 1
            if let folds = folds ?? (isOneOfSeveral ? Folds.standardCount : nil) {
                crossValidation = try await CrossValidator(
                    kind: kind,
                    options: options,
                    folds: Folds(folds),
                    threads: threads
                ).score(set, groups: prepared.groups(training.part), times: prepared.times(training.part))
            } else {
                crossValidation = nil
            }
        } catch {
            throw ReplayError("the \(role.rawValue) cannot be trained: \(error.sentence)")
        }
        if let folds, crossValidation == nil {
            throw ReplayError(
                "the rows of `\(training.data)` to train on cannot be divided into \(folds) folds: too few classes are left to learn from"
            )
        }
        let trained = Trained(
            classifier: classifier,
            rows: set.rows.rowCount,
            crossValidation: crossValidation,
            duration: duration
        )
        cache[key] = trained
        return trained
    }
}

extension ReplayModels {
    /// The rows to learn from; a scenario may spoil the candidate's labels.
    private func trainingSet(
        _ prepared: ReplayData.Prepared,
        _ part: DataPart,
        of role: ModelRole,
        attempt: Int
    ) -> TrainingSet {
        let degrader =
            role == .candidate ? scenario.map { ReplayDegrader($0, features: prepared.table.featureNames) } : nil
        let (rows, weights) = (prepared.features(part), prepared.weights(part))
        if let numbers = prepared.numbers(part) {
            return TrainingSet(
                rows: rows,
                numbers: degrader?.trainingNumbers(numbers, attempt: attempt) ?? numbers,
                weights: weights
            ).with(categories: prepared.table.categories)
        }
        let (labels, classCount) = (prepared.labels(part), prepared.table.classes.count)
        return TrainingSet(
            rows: rows,
            labels: degrader?.trainingLabels(labels, classCount: classCount, attempt: attempt) ?? labels,
            classCount: classCount,
            weights: weights
        ).with(categories: prepared.table.categories)
    }
}
