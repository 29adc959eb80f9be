/// What a condition is answered again with, all else as it was.
enum Supposition: Sendable {
    /// Other readings of the candidate.
    case readings([ReadingKey: ReadingChange])
    /// A right side greater by so much, in the condition's comparison at a place.
    case limit(of: Int, greaterBy: Double)
    /// So many times as many observations, like those at hand.
    case observations(times: Double)

    static let nothing = Supposition.readings([:])
}
