/// What a column of a data set holds.
package enum DataColumnContent: String, CaseIterable, Hashable, Sendable {
    case number
    case category
}
