package import JSON

/// Text in which secrets stand by their names: what programs, digests and journals hold in place of a secret's value.
package struct SecretText: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        /// The name of a secret parameter.
        case secret(String)
    }

    package let parts: [Part]

    package init(_ parts: [Part]) { self.parts = parts }

    /// The names of the secrets in it, in order.
    package var names: [String] {
        parts.compactMap { if case .secret(let name) = $0 { name } else { nil } }
    }

    /// One secret as an object, text with secrets in it as a list of texts and objects.
    package var json: JSONValue {
        let parts: [JSONValue] = parts.map { part in
            switch part {
            case .text(let text): .string(text)
            case .secret(let name): .object(["secret": .string(name)])
            }
        }
        return parts.count == 1 ? parts[0] : .array(parts)
    }
}
