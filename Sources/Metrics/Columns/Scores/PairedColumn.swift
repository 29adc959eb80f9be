package import Plan

/// What a metric of pairs calls a column of one of the two rows.
package enum PairedColumn {
    static func name(_ column: String, of model: ModelRole) -> String { "\(model.rawValue) \(column)" }

    /// The column, and whose it is; nil for any other name.
    package static func parts(of name: String) -> (column: String, model: ModelRole)? {
        for model in ModelRole.allCases where name.hasPrefix(model.rawValue + " ") {
            return (String(name.dropFirst(model.rawValue.count + 1)), model)
        }
        return nil
    }
}
