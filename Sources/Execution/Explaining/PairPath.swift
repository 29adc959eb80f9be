import Statistics

/// More and more pairs in which the candidate has the outcome, or fewer and fewer.
///
/// Which pairs these are matters: where the models come to differ in fewer of them, the evidence gets surer, and where they
/// come to differ in more, less sure. So there is a way of either kind in either direction. As logarithms of stakes are concave in
/// what a pair counts, no other choice of as many pairs moves the nearer bound further on the first, and the farther bound on
/// the second.
struct PairPath {
    private let start: PairedOutcomes
    let isUpward: Bool
    private let isAgreeing: Bool

    static func all(from pairs: PairedOutcomes) -> [PairPath] {
        [true, false].flatMap { isUpward in
            [true, false].map { PairPath(start: pairs, isUpward: isUpward, isAgreeing: $0) }
        }
    }

    /// In how many pairs at most.
    var length: Int { isUpward ? start.other + start.neither : start.both + start.arm }

    func pairs(after steps: Int) -> PairedOutcomes {
        var pairs = start
        if isUpward {
            let shared = isAgreeing ? min(steps, start.other) : steps - min(steps, start.neither)
            pairs.other -= shared
            pairs.both += shared
            pairs.neither -= steps - shared
            pairs.arm += steps - shared
        } else {
            let shared = isAgreeing ? steps - min(steps, start.arm) : min(steps, start.both)
            pairs.both -= shared
            pairs.other += shared
            pairs.arm -= steps - shared
            pairs.neither += steps - shared
        }
        return pairs
    }
}

/// Where an answer changes on a way on which it changes twice at most.
struct Turns {
    /// The first steps with another answer than the one before the way begins, and with the one at its end.
    let places: [Int]

    init(upTo length: Int, _ answer: (Int) -> Bool?) {
        guard length > 0 else {
            places = []
            return
        }
        let (first, last) = (answer(0), answer(length))
        guard first != last else {
            places = []
            return
        }
        /// The first step from which on it is as asked for: turns are near where anybody asks for them, so steps grow.
        func turn(_ isThere: (Bool?) -> Bool) -> Int {
            var (low, high) = (0, 1)
            while high < length, !isThere(answer(high)) { (low, high) = (high, min(length, high * 2)) }
            while high - low > 1 {
                let middle = (low + high) / 2
                if isThere(answer(middle)) { high = middle } else { low = middle }
            }
            return high
        }
        places = Set([turn { $0 != first }, turn { $0 == last }]).sorted()
    }
}
