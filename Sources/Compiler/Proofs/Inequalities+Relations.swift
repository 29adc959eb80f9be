import Plan

extension Inequalities {
    /// Adds what a relation between metrics comes to, all of which are read.
    ///
    /// Harmonic means are not linear. Where a mean is bounded from above it is so by its tangents, as it is concave; from below by
    /// its value where both parts are least, as it rises with each of them.
    mutating func add(_ relation: MetricRelations.Relation, ranges: [ClosedRange<Double>]) {
        switch relation {
        case .order(let lesser, let greater): add(.unknown(lesser), atMost: .unknown(greater))
        case .equality(let first, let second):
            add(.unknown(first), atMost: .unknown(second))
            add(.unknown(second), atMost: .unknown(first))
        case .leastOverlap(let jaccard, let precision, let recall):
            add(.unknown(precision) + .unknown(recall) - .constant(1), atMost: .unknown(jaccard))
        case .harmonicMean(let f1, let precision, let recall, let isAverage):
            addHarmonicMean(f1, of: precision, recall, isAverage: isAverage, ranges)
        case .bestMean(let f1, let part):
            guard let f = bounds(of: f1, in: ranges[f1]), let p = bounds(of: part, in: ranges[part]) else { return }
            for place in [p.upperBound, f.lowerBound / (2 - f.lowerBound)] where (0...1).contains(place) {
                let slope = 2 / ((1 + place) * (1 + place))
                let tangent = LinearForm.unknown(part).scaled(by: slope) + .constant(slope * place * place)
                add(.unknown(f1), atMost: tangent)
            }
        case .overlap(let jaccard, let f1, let isAverage):
            addOverlap(jaccard, f1, isAverage: isAverage, ranges)
        }
    }

    private mutating func add(_ lesser: LinearForm, atMost greater: LinearForm) {
        add(lesser - greater, isStrict: false, reads: [])
    }

    private mutating func addHarmonicMean(
        _ mean: Int,
        of first: Int,
        _ second: Int,
        isAverage: Bool,
        _ ranges: [ClosedRange<Double>]
    ) {
        guard let f = bounds(of: mean, in: ranges[mean]), let p = bounds(of: first, in: ranges[first]),
            let r = bounds(of: second, in: ranges[second])
        else { return }
        add(.unknown(first) + .unknown(second) - .constant(1), atMost: .unknown(mean))
        // Where it touches: with equal parts, with the greatest, and where one part is the least that the mean allows.
        var places: [(p: Double, r: Double)] = [(1, 1), (p.upperBound, r.upperBound)]
        if let least = Self.part(ofMean: f.lowerBound, with: r.upperBound) { places.append((least, r.upperBound)) }
        if let least = Self.part(ofMean: f.lowerBound, with: p.upperBound) { places.append((p.upperBound, least)) }
        for place in places where place.p > 0 && place.r > 0 {
            let sum = (place.p + place.r) * (place.p + place.r)
            let tangent =
                LinearForm.unknown(first).scaled(by: 2 * place.r * place.r / sum)
                + LinearForm.unknown(second).scaled(by: 2 * place.p * place.p / sum)
            add(.unknown(mean), atMost: tangent)
        }
        guard !isAverage else { return }
        if p.lowerBound > 0, r.lowerBound > 0 {
            let least = 2 * p.lowerBound * r.lowerBound / (p.lowerBound + r.lowerBound)
            add(.constant(least), atMost: .unknown(mean))
        }
        if let most = Self.part(ofMean: f.upperBound, with: r.lowerBound) {
            add(.unknown(first), atMost: .constant(most))
        }
        if let most = Self.part(ofMean: f.upperBound, with: p.lowerBound) {
            add(.unknown(second), atMost: .constant(most))
        }
    }

    /// One of two positive numbers by the other and their harmonic mean; nil where there is none.
    private static func part(ofMean mean: Double, with other: Double) -> Double? {
        mean > 0 && 2 * other > mean ? mean * other / (2 * other - mean) : nil
    }

    /// `jaccard = f1 / (2 - f1)`, which rises and is convex.
    private mutating func addOverlap(
        _ jaccard: Int,
        _ f1: Int,
        isAverage: Bool,
        _ ranges: [ClosedRange<Double>]
    ) {
        guard let f = bounds(of: f1, in: ranges[f1]), let j = bounds(of: jaccard, in: ranges[jaccard]) else { return }
        add(.unknown(jaccard), atMost: .unknown(f1))
        for place in [1, f.lowerBound, 2 * j.upperBound / (1 + j.upperBound)] where (0...1).contains(place) {
            let slope = 2 / ((2 - place) * (2 - place))
            let tangent = LinearForm.unknown(f1).scaled(by: slope) + .constant(place / (2 - place) - slope * place)
            add(tangent, atMost: .unknown(jaccard))
        }
        guard !isAverage else { return }
        if (0...1).contains(f.upperBound) {
            add(.unknown(jaccard), atMost: .constant(f.upperBound / (2 - f.upperBound)))
        }
        if (0...1).contains(j.lowerBound) {
            add(.constant(2 * j.lowerBound / (1 + j.lowerBound)), atMost: .unknown(f1))
        }
    }
}
