/// What the numbers in the batches of one reader stand for.
package struct LogNumbering: Sendable {
    /// The classes, by their numbers.
    package let classes: [String]
    package let models: [String]
    /// For each column of segments, those that there are.
    package let segments: [[String]]
    /// For each column whose values are read as they are, the texts that have a number.
    package let values: [[String]]
}
