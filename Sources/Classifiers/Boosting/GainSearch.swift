/// A split of a node by bins, and what it is worth.
struct BoostingSplit {
    let feature: Int
    /// Rows of this bin and those before go left.
    let bin: Int
    /// Whether rows that lack the feature go right; nil where none does.
    let sendsMissingRight: Bool?
    let gain: Double
    /// The sums of slopes and curvatures on the left.
    let left: SIMD2<Double>
}

/// Finds the split that lowers the loss most, to second order.
///
/// Chen & Guestrin, *XGBoost* (2016), equations 5 to 7, and scikit-learn's `_find_best_bin_to_split_left_to_right`.
struct GainSearch: Sendable {
    /// The least sum of curvatures on a side.
    private static let leastCurvature = 1e-3
    let minSamplesLeaf: Int
    let l2Regularization: Double

    /// What a leaf adds to the prediction: the Newton step.
    func value(_ sums: SIMD2<Double>) -> Double { -sums[0] / (sums[1] + l2Regularization + 1e-15) }

    /// What a split lowers the loss by. Both sides are found at once.
    @inline(__always)
    private func gain(_ left: SIMD2<Double>, _ right: SIMD2<Double>, _ loss: Double) -> Double {
        let slopes = SIMD2(left[0], right[0])
        let steps = -slopes / (SIMD2(left[1], right[1]) + l2Regularization + 1e-15)
        let gains = slopes * steps
        return loss - gains[0] - gains[1]
    }

    /// Whether a node with these sums is worth looking at.
    func isSplittable(_ sums: SIMD2<Double>, count: Int) -> Bool {
        count >= 2 * minSamplesLeaf && sums[1] >= Self.leastCurvature
    }

    /// The best split by one feature, the first of them where several tie; nil where none is worth more than `bound`.
    ///
    /// - Parameters:
    ///   - missing: the bin of rows that lack the feature, the last; nil where none does.
    ///   - loss: the loss of the node as it is, to second order and but for a constant.
    func best(
        _ feature: Int,
        _ bins: UnsafeMutableBufferPointer<BinSum>,
        missing: Int?,
        whole: SIMD2<Double>,
        count: Int,
        loss: Double,
        above bound: Double
    ) -> BoostingSplit? {
        var left = SIMD2<Double>.zero
        var leftCount = 0
        var best: BoostingSplit?
        var bestGain = bound
        for bin in 0..<bins.count - 1 {
            left += bins[bin].sums
            leftCount += Int(bins[bin].count)
            let right = whole - left
            if leftCount < minSamplesLeaf || left[1] < Self.leastCurvature { continue }
            if count - leftCount < minSamplesLeaf || right[1] < Self.leastCurvature { break }
            let gain = gain(left, right, loss)
            if gain > bestGain {
                bestGain = gain
                best = BoostingSplit(
                    feature: feature,
                    bin: bin,
                    sendsMissingRight: missing.map { _ in true },
                    gain: gain,
                    left: left
                )
            }
        }
        guard let missing else { return best }
        // The same from the other end, with the rows on the left that lack the feature.
        var right = SIMD2<Double>.zero
        var rightCount = 0
        for bin in stride(from: missing - 2, through: 0, by: -1) {
            right += bins[bin + 1].sums
            rightCount += Int(bins[bin + 1].count)
            let left = whole - right
            if rightCount < minSamplesLeaf || right[1] < Self.leastCurvature { continue }
            if count - rightCount < minSamplesLeaf || left[1] < Self.leastCurvature { break }
            let gain = gain(left, right, loss)
            if gain > bestGain {
                bestGain = gain
                best = BoostingSplit(feature: feature, bin: bin, sendsMissingRight: false, gain: gain, left: left)
            }
        }
        return best
    }
}
