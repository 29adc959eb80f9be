/// The type of a value in a condition.
package enum ValueType: String, Hashable, Sendable {
    /// A share of something, written `5%` or `0.05`.
    case fraction
    /// A whole number of things.
    case count
    /// A length of time, in seconds where it is a number.
    case duration
    /// How often something happens, a second.
    case rate
    /// Any other number, such as a mean rating or a correlation.
    case score
    case text
    /// True or false.
    case boolean
}
