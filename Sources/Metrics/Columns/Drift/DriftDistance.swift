import Statistics

/// A column's values beside those that they are compared with.
struct DriftDistance {
    private static let bins = 10

    let actual: DriftTally
    let reference: DriftTally

    /// How far they lie apart; nil where a side has nothing that the measure is of.
    func value(_ measure: DriftMeasure) -> Double? {
        switch measure {
        case .ks: numbers?.kolmogorovSmirnov
        case .wasserstein: numbers?.wasserstein
        case .psi, .jensenShannon, .hellinger, .totalVariation, .chiSquare:
            counts.flatMap { ShareDistance(reference: $0.reference, actual: $0.actual) }.map(measure.value)
        }
    }

    /// How probable it is that noise alone moves them as far, each value taken for an observation of its own.
    func probability(_ measure: DriftMeasure) -> Double? {
        switch measure {
        case .ks:
            guard let distance = value(.ks) else { return nil }
            return KolmogorovSmirnovLaw(reference: reference.count, actual: actual.count)?.tail(from: distance)
        case .wasserstein:
            return NumberNull(reference: reference.numbers.ordered, actual: actual.numbers.ordered).flatMap { null in
                value(.wasserstein).map(null.wassersteinTail)
            }
        case .psi, .jensenShannon, .hellinger, .totalVariation, .chiSquare:
            guard let counts else { return nil }
            // The threshold is not asked for, whatever the tail.
            let drift = ShareDrift(reference: counts.reference, actual: counts.actual, tail: 0.05, [measure])
            return drift.readings.first?.pValue
        }
    }

    private var numbers: NumberDistance? {
        NumberDistance(reference: reference.numbers.ordered, actual: actual.numbers.ordered)
    }

    /// How many values of each lie in which bin. The bins come from the reference alone: tenths of its numbers, as far as they
    /// differ, or its texts and any others.
    private var counts: (reference: [Int], actual: [Int])? {
        let names = Set(reference.texts.keys).union(actual.texts.keys).sorted()
        guard names.isEmpty else {
            return (names.map { reference.texts[$0] ?? 0 }, names.map { actual.texts[$0] ?? 0 })
        }
        var limits: [Double] = []
        for tenth in 1..<Self.bins {
            guard let limit = reference.numbers.quantile(Double(tenth) / Double(Self.bins))?.value else { return nil }
            if limits.last != limit { limits.append(limit) }
        }
        return (reference.numbers.counts(upTo: limits), actual.numbers.counts(upTo: limits))
    }
}
