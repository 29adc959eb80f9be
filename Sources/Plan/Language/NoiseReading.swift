/// What noise alone does to a metric that says how far something has moved.
package enum NoiseReading: Hashable, Sendable {
    /// At one look it is at most a number as often as that says.
    case probability
    /// However often one looks, it reaches a number once in so many observations, on average and at the most.
    case runLength
}
