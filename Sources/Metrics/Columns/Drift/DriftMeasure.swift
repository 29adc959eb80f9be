import Statistics

/// A way to measure how far two samples lie apart, under the name that conditions and reports have for it.
package enum DriftMeasure: String, Sendable, CaseIterable {
    case psi
    case jensenShannon = "jensen_shannon"
    case hellinger
    case totalVariation = "total_variation"
    case chiSquare = "chi_square"
    case ks
    case wasserstein

    /// Whether it is of numbers in order, not of shares.
    package var isOfNumbers: Bool { self == .ks || self == .wasserstein }

    /// The values that it can take.
    package var range: ClosedRange<Double> {
        switch self {
        case .psi, .chiSquare, .wasserstein: 0...(.infinity)
        case .hellinger, .totalVariation, .ks, .jensenShannon: 0...1
        }
    }

    /// What it says of shares; of numbers in order it says nothing.
    func value(_ distance: ShareDistance) -> Double {
        switch self {
        case .psi: distance.populationStability
        case .jensenShannon: distance.jensenShannon
        case .hellinger: distance.hellinger
        case .totalVariation: distance.totalVariation
        case .chiSquare: distance.chiSquare
        case .ks, .wasserstein: .nan
        }
    }

    /// What it is, in one sentence.
    package var summary: String {
        switch self {
        case .psi: "The population stability index of a column, by tenths of the other log's numbers or by values."
        case .jensenShannon: "The Jensen-Shannon distance of a column from the other log's, by natural logarithms."
        case .hellinger: "Hellinger's distance of a column from the other log's."
        case .totalVariation: "Half the sum of the differences between a column's shares and the other log's."
        case .chiSquare: "Pearson's chi-square of a column's counts beside the other log's."
        case .ks: "The largest difference of the shares up to a number, between a column and the other log's."
        case .wasserstein: "How far a column's numbers would have to be moved to be the other log's, on average."
        }
    }
}
