/// Some of a log's rows that figures are made of: those of a segment, or of a window.
package struct LogPart: Sendable {
    /// The values of the segments' columns, in their order: `nil` where the rows have none. Empty for rows of all segments.
    package let segment: [String?]
    /// The beginning of the window that the rows are of, in nanoseconds; nil for rows of all times.
    package let window: Int64?
    package let rowCount: Int
    /// The groups that the rows are of.
    let groups: [Int]
}
