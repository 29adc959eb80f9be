import Datasets

/// The columns of a log that are read as they are, each once, and where those stand that metrics call by a name.
struct ValueColumns {
    private(set) var columns: [LogQuery.Column]
    private(set) var places: [String: Int] = [:]

    /// - Parameter columns: Those that come first, whatever metrics call them.
    init(_ columns: [LogQuery.Column]) { self.columns = columns }

    /// Adds a column under the names that metrics have for it.
    mutating func add(_ column: LogQuery.Column, as names: Set<String>) {
        guard names.isDisjoint(with: places.keys) else { return }
        for name in names { places[name] = columns.count }
        columns.append(column)
    }
}
