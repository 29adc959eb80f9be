package import Plan

/// A kind of model that planrun can train by itself: one file, and one line in `ModelRegistry`.
package protocol ModelKind: Sendable {
    /// What plans may say about it.
    static var descriptor: ModelDescriptor { get }

    /// How it takes categories.
    static var encoding: CategoryEncoding { get }

    /// Learns a model from rows of numbers alone; the same set, options and seed give the same model on any number of threads.
    static func train(on set: TrainingSet, options: OptionValues, threads: Int) async throws(TrainingError)
        -> any Classifier
}

extension ModelKind {
    package static var encoding: CategoryEncoding { .ordered }
}

/// Why a model cannot be trained.
package enum TrainingError: Error, Hashable, Sendable {
    case noRows
    case oneClass
    /// The label is a number, and such models tell classes apart.
    case needsClasses
    /// The label is a class, and such models predict numbers.
    case needsNumbers
    /// Rows have weights, and such models take none.
    case weightedRows
    /// Rows lack values, and such models need every one.
    case missingValues
    /// An option whose value does not fit the data, with the reason.
    case unusableOption(String, reason: String)

    /// The error in a few words.
    package var sentence: String {
        switch self {
        case .noRows: "there are no rows to learn from"
        case .oneClass: "the rows to learn from are all of one class"
        case .needsClasses: "it tells classes apart, and the label is a number"
        case .needsNumbers: "it predicts numbers, and the label is a class"
        case .weightedRows: "the rows have weights, and all rows of such a model count alike"
        case .missingValues: "the rows lack values, and such a model needs every one; `impute` fills them in"
        case .unusableOption(let option, let reason): "`\(option)` does not fit the data: \(reason)"
        }
    }
}
