/// The options given to a kind of model or notifier, checked against its descriptor: key to value, in the key's type.
package struct OptionValues: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case boolean(Bool)
        case integer(Int)
        case number(Double)
        case text(String)
        case list([String])
        case mapping([String: String])
    }

    package private(set) var values: [String: Value]

    package init(_ values: [String: Value] = [:]) { self.values = values }

    package subscript(key: String) -> Value? { values[key] }

    package func integer(_ key: String) -> Int? { if case .integer(let value)? = values[key] { value } else { nil } }

    package func boolean(_ key: String) -> Bool? { if case .boolean(let value)? = values[key] { value } else { nil } }

    package func text(_ key: String) -> String? { if case .text(let value)? = values[key] { value } else { nil } }

    package func list(_ key: String) -> [String]? { if case .list(let value)? = values[key] { value } else { nil } }

    /// The number, whole or not.
    package func number(_ key: String) -> Double? {
        switch values[key] {
        case .number(let value)?: value
        case .integer(let value)?: Double(value)
        default: nil
        }
    }

    /// These options with those of `other` in place of the ones of the same key.
    package func merging(_ other: OptionValues) -> OptionValues {
        OptionValues(values.merging(other.values) { $1 })
    }
}
