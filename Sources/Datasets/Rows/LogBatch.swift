/// Rows of a prediction log, a column each. A column that the log has not, or nobody asked for, is empty; all others have one
/// element a row.
///
/// Names have numbers in the order in which they first appear to who reads the batch; another reader numbers them anew.
package struct LogBatch: Sendable {
    /// What stands for a prediction of a request that failed.
    package static let failed: Int32 = -2

    /// A column whose values are read as they are.
    package struct Values: Sendable {
        /// What stands for a text that has no number, since there are too many.
        package static let unnamed: Int32 = -2

        /// The number of the text, -1 where there is none.
        package internal(set) var texts: [Int32] = []
        /// The text as a number; not a number where it is none.
        package internal(set) var numbers: [Double] = []
    }

    /// Labels of another kind, which stand beside the log.
    package struct Source: Sendable {
        /// The number of the class, or -1 where no label is known.
        package internal(set) var labels: [Int32] = []
        /// How many rows each stands for; not a number where nobody says.
        package internal(set) var weights: [Double] = []
    }

    /// How many rows there are.
    package internal(set) var count = 0
    /// The number of the predicted class: -1 where none is known, and `failed` where the request failed.
    package internal(set) var predicted: [Int32] = []
    /// The number of the true class, or -1 where no label is known.
    package internal(set) var actual: [Int32] = []
    /// How many rows each stands for, by labels that stand beside the log; not a number where nobody says.
    package internal(set) var weight: [Double] = []
    /// The number of the class that the baseline predicted, or -1.
    package internal(set) var baseline: [Int32] = []
    /// The number of the model, or -1.
    package internal(set) var model: [Int32] = []
    /// The numbers of the segments, a column for each that was asked for; -1 where there is none.
    package internal(set) var segments: [[Int32]] = []
    /// The score; not a number where there is none.
    package internal(set) var score: [Double] = []
    /// The baseline's score; not a number where there is none.
    package internal(set) var baselineScore: [Double] = []
    /// How long the answer took, in what the column counts; not a number where the log does not say.
    package internal(set) var latency: [Double] = []
    /// The columns whose values are read as they are.
    package internal(set) var values: [Values] = []
    /// The further labels, a source each.
    package internal(set) var sources: [Source] = []
    /// Nanoseconds since 1970, or since whatever the log counts from.
    package internal(set) var times: [Int64] = []
}
