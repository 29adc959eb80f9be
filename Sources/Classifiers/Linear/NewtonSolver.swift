/// Finds the least value of a convex objective by Newton's method, each step by conjugate gradients.
///
/// Nocedal & Wright, *Numerical Optimization*, 2nd edition (2006), algorithm 7.1, with the diagonal of the curvature as
/// preconditioner. Its steps shrink the faster the nearer the end, so that the result hardly depends on when it stops.
struct NewtonSolver {
    /// The part of the slope's promise that a step has to keep.
    private static let sufficientShare = 1e-4
    private static let halvings = 40
    /// A step that promises less than this is lost in rounding.
    private static let leastPromise = 1e-25

    let stepLimit: Int
    /// Whether the slope is flat enough to stop.
    let isFlat: (_ gradient: [Double]) -> Bool

    func minimize(_ objective: borrowing LogisticObjective, from start: [Double]) -> [Double] {
        var point = start
        var gradient = start
        var trialGradient = start
        var value = objective.loss(at: point, gradient: &gradient)
        for _ in 0..<stepLimit {
            if isFlat(gradient) { break }
            let step = newtonStep(objective, gradient)
            let slope = Self.product(step, gradient)
            guard slope < -Self.leastPromise else { break }
            var length = 1.0
            var isBetter = false
            for _ in 0..<Self.halvings {
                let trial = zip(point, step).map { $0 + length * $1 }
                let trialValue = objective.loss(at: trial, gradient: &trialGradient)
                // Near the end the value changes by less than its rounding.
                let bound = value + Self.sufficientShare * length * slope + 8 * value.ulp
                if trialValue <= bound {
                    (point, value) = (trial, trialValue)
                    swap(&gradient, &trialGradient)
                    isBetter = true
                    break
                }
                length /= 2
            }
            guard isBetter else { break }
        }
        return point
    }

    /// Where the slope would vanish if the objective were quadratic, as exactly as the slope's size deserves.
    private func newtonStep(_ objective: borrowing LogisticObjective, _ gradient: [Double]) -> [Double] {
        let scales = objective.curvatureDiagonal().map { $0 > 0 ? 1 / $0 : 1 }
        var step = [Double](repeating: 0, count: gradient.count)
        var rest = gradient.map { -$0 }
        var direction = zip(rest, scales).map { $0 * $1 }
        var product = step
        var size = Self.product(rest, direction)
        // Compared as squares, the rest may be the slope's size to the power of 3/2, or a fourth of it.
        let goal = size * min(0.0625, size.squareRoot())
        for _ in 0..<max(20, gradient.count) where size > goal {
            objective.curvature(along: direction, into: &product)
            let bend = Self.product(direction, product)
            guard bend > 0 else { break }
            let length = size / bend
            for index in step.indices {
                step[index] += length * direction[index]
                rest[index] -= length * product[index]
            }
            var next = 0.0
            for index in rest.indices { next += rest[index] * rest[index] * scales[index] }
            let share = next / size
            for index in direction.indices { direction[index] = rest[index] * scales[index] + share * direction[index] }
            size = next
        }
        return step
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}
