import Glibc

/// Turns logarithms of weights into shares of one.
enum Probabilities {
    /// The logistic function of a number and what it leaves of one, neither of them by a difference.
    static func logistic(_ number: Double) -> (for: Double, against: Double) {
        // Of the two ways to write it, the one whose exponential cannot overflow.
        let tail = exp(-abs(number))
        let (larger, smaller) = (1 / (1 + tail), tail / (1 + tail))
        return number >= 0 ? (larger, smaller) : (smaller, larger)
    }

    /// Replaces the numbers from `start` on by their exponentials divided by the sum of these.
    ///
    /// The largest is subtracted first, so that none overflows. Where the largest is not finite, those equal to it share
    /// alike, and where one is not a number all do.
    static func normalizeExponentials(_ numbers: inout MutableSpan<Double>, from start: Int, count: Int) {
        var largest = -Double.infinity
        var isOrdered = true
        for index in start..<start + count {
            let number = numbers[index]
            if number.isNaN { isOrdered = false }
            if number > largest { largest = number }
        }
        var sum = 0.0
        for index in start..<start + count {
            let weight: Double =
                if !isOrdered { 1 } else if largest.isFinite { exp(numbers[index] - largest) } else {
                    numbers[index] == largest ? 1 : 0
                }
            numbers[index] = weight
            sum += weight
        }
        for index in start..<start + count { numbers[index] /= sum }
    }
}
