/// A JSON value, with the order of an object's members kept as it was written.
///
/// Integers and other numbers are apart, so that a count of 64 bits survives a round trip.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// The object, or nil where this is another kind of value.
    package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

    /// The elements, or nil where this is not an array.
    package var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }

    /// The text, or nil where this is not a string.
    package var string: String? { if case .string(let string) = self { string } else { nil } }

    /// The truth value, or nil where this is not a boolean.
    package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

    /// The whole number, or nil where this is not one.
    package var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }

    /// The number as a `Double`, whole or not, or nil where this is not a number.
    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    /// The member of that name, or nil where this is not an object or has none.
    package subscript(name: String) -> JSONValue? { object?[name] }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
