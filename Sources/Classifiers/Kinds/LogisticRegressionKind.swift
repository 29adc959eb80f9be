package import Plan

/// `logistic_regression`: linear in the features, with a penalty on large factors.
package enum LogisticRegressionKind: ModelKind {
    private static let inverseStrength = NumberOption(
        "C",
        .moreThan(0),
        default: "1",
        "How much the summed loss counts beside half the sum of the squared factors: less is a stronger penalty."
    )
    private static let stepLimit = IntegerOption(
        "max_iter",
        1...1_000_000,
        default: 100,
        "The most steps of the solver."
    )
    private static let tolerance = NumberOption(
        "tol",
        .atLeast(0),
        default: "0.0001",
        "The solver stops where no derivative of the mean loss is larger."
    )

    package static let descriptor = ModelDescriptor(
        "logistic_regression",
        "Logistic regression, multinomial where there are more than two classes, with a penalty on squared factors.",
        options: [inverseStrength.field, ClassWeightOption.field, stepLimit.field, tolerance.field]
            + PreparationOptions.fields
    )

    package static var encoding: CategoryEncoding { .oneHot }

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let inverse = try inverseStrength.value(in: options)
        let classWeight = try ClassWeightOption.value(in: options)
        let stepLimit = try stepLimit.value(in: options)
        let tolerance = try tolerance.value(in: options)
        try set.checkTrainable()
        let factors = classWeight.factors(of: set)
        let weights = set.labels.indices.map { factors[Int(set.labels[$0])] * (set.weights?[$0] ?? 1) }
        let strength = 1 / (inverse * weights.reduce(0, +))

        let moments = FeatureMoments(set.rows, groups: [Int32](repeating: 0, count: set.labels.count), groupCount: 1)
        let origins = moments.means
        let scales = moments.variances.map { $0 > 0 ? 1 / $0.squareRoot() : 1 }
        let present = set.presentClasses
        let numbers = Dictionary(uniqueKeysWithValues: present.enumerated().map { (Int32($1), Int32($0)) })
        let objective = LogisticObjective(
            ColumnBlocks(set.rows, origins: origins, scales: scales),
            targets: set.labels.map { numbers[$0] ?? 0 },
            weights: weights,
            outputCount: present.count == 2 ? 1 : present.count,
            penalties: scales.map { strength * $0 * $0 }
        )
        let width = objective.width
        let outputs = 0..<objective.outputCount
        // Features are centred and of one scale for the solver's sake alone; what is flat is told by their own scales.
        let solver = NewtonSolver(stepLimit: stepLimit) { gradient in
            outputs.allSatisfy { output in
                let constant = gradient[output * width + width - 1]
                return abs(constant) <= tolerance
                    && scales.indices.allSatisfy {
                        abs(gradient[output * width + $0] / scales[$0] + origins[$0] * constant) <= tolerance
                    }
            }
        }
        let found = solver.minimize(objective, from: [Double](repeating: 0, count: objective.parameterCount))
        return LinearClassifier(
            classCount: set.classCount,
            present: present,
            origins: origins,
            factors: scales.indices.flatMap { feature in outputs.map { found[$0 * width + feature] * scales[feature] }
            },
            constants: outputs.map { found[$0 * width + width - 1] }
        )
    }
}
