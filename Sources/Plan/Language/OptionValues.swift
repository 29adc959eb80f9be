/// The options given to a kind of model or notifier, checked against its descriptor: key to value, in the key's type.
package struct OptionValues: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case boolean(Bool)
        case integer(Int)
        case number(Double)
        case text(String)
        case list([String])
        /// Texts by name, such as headers, with or without secrets in them.
        case mapping([String: SecretText])
        /// Text with secrets in it, by their names.
        case secret(SecretText)
    }

    package private(set) var values: [String: Value]

    package init(_ values: [String: Value] = [:]) { self.values = values }

    package subscript(key: String) -> Value? { values[key] }

    package func integer(_ key: String) -> Int? { if case .integer(let value)? = values[key] { value } else { nil } }

    package func boolean(_ key: String) -> Bool? { if case .boolean(let value)? = values[key] { value } else { nil } }

    package func text(_ key: String) -> String? { if case .text(let value)? = values[key] { value } else { nil } }

    /// The text, with or without secrets in it.
    package func secretText(_ key: String) -> SecretText? {
        switch values[key] {
        case .text(let text)?: SecretText([.text(text)])
        case .secret(let text)?: text
        default: nil
        }
    }

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
