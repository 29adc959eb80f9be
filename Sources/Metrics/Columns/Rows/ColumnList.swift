/// The columns that metrics ask for, each once, in the order in which a `ColumnBatch` has them.
package struct ColumnList: Sendable, Hashable {
    package private(set) var numbers: [String] = []
    package private(set) var texts: [String] = []

    /// The column of numbers that says of each row whether the same model has answered its request before: 1 where it has, 0
    /// where it has not. No column of a log is called so.
    package static let repeats = ""

    private let known: Set<String>?

    /// - Parameter known: Columns that are known to hold texts; nil where any may, and each is looked at as one that does.
    package init(texts known: Set<String>? = ["prediction", "label"]) { self.known = known }

    /// Whether a column is known to hold texts.
    package func holdsTexts(_ name: String) -> Bool { known?.contains(name) ?? true }

    /// The place of a column of numbers.
    package mutating func number(_ name: String) -> Int { Self.place(of: name, in: &numbers) }

    /// The place of a column of texts.
    package mutating func text(_ name: String) -> Int { Self.place(of: name, in: &texts) }

    private static func place(of name: String, in names: inout [String]) -> Int {
        if let place = names.firstIndex(of: name) { return place }
        names.append(name)
        return names.count - 1
    }
}
