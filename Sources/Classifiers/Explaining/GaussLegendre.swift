import Glibc

/// Places in the unit interval and weights with which polynomials of less than twice their number are integrated exactly.
struct GaussLegendre: Sendable {
    let places: [Double]
    let weights: [Double]

    var count: Int { places.count }

    /// The roots of the Legendre polynomial of that degree by Newton's method, from Tricomi's approximation.
    init(count: Int) {
        precondition(count > 0, "a rule has a place")
        var places: [Double] = []
        var weights: [Double] = []
        for index in 1...count {
            var root = cos(.pi * (Double(index) - 0.25) / (Double(count) + 0.5))
            var slope = 0.0
            for _ in 0..<100 {
                let value: Double
                (value, slope) = Self.legendre(count, at: root)
                let step = value / slope
                root -= step
                if abs(step) < 1e-16 { break }
            }
            slope = Self.legendre(count, at: root).slope
            places.append((1 - root) / 2)
            weights.append(1 / ((1 - root * root) * slope * slope))
        }
        self.places = places
        self.weights = weights
    }

    /// The polynomial's value and slope inside of its interval.
    private static func legendre(_ degree: Int, at place: Double) -> (value: Double, slope: Double) {
        var (before, value) = (1.0, place)
        if degree > 1 {
            for order in 2...degree {
                let number = Double(order)
                (before, value) = (value, ((2 * number - 1) * place * value - (number - 1) * before) / number)
            }
        }
        return (value, Double(degree) * (place * value - before) / (place * place - 1))
    }
}
