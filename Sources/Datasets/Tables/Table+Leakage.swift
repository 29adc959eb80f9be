import Statistics

extension Table {
    /// How much of the label each feature tells by itself, from nothing to all of it.
    ///
    /// Rows of about the same value are a bin, and each row is told by the others of its bin. Of classes it is the share of those rows
    /// rightly told that are wrong where the most frequent class is said of all (Goodman & Kruskal's lambda, 1954, of rows left out one by
    /// one); of numbers the share of their variance that is gone. A bin has rows enough that a feature without a meaning
    /// tells nothing, whatever the number of its values.
    package var labelShares: [Double] {
        featureNames.indices.map { feature in
            let bins = bins(of: feature)
            return max(0, numbers.map { Self.share(of: $0, bins) } ?? shareOfClasses(bins))
        }
    }

    /// The rows by their values of a feature: as many bins as there are values, where each has rows enough or is a category, else ranges of them.
    private func bins(of feature: Int) -> [[Int]] {
        let order = (0..<rowCount).map { (value: values[$0 * featureCount + feature], row: $0) }.sorted { left, right in
            // What is missing comes last.
            if left.value.isNaN || right.value.isNaN { return !left.value.isNaN && right.value.isNaN }
            return (left.value, left.row) < (right.value, right.row)
        }
        let least = categories[feature] == nil ? max(Self.leastBin, rowCount / Self.mostBins) : 1
        var bins: [[Int]] = []
        var last = Double.nan
        for (value, row) in order {
            let isSame = value == last || value.isNaN && last.isNaN
            if bins.isEmpty || !isSame && ((bins.last?.count ?? 0) >= least || value.isNaN) { bins.append([]) }
            bins[bins.count - 1].append(row)
            last = value
        }
        return bins
    }

    private static var leastBin: Int { 10 }
    private static var mostBins: Int { 100 }

    private func shareOfClasses(_ bins: [[Int]]) -> Double {
        let wrong = rowCount - (classCounts.max() ?? 0)
        guard wrong > 0 else { return 0 }
        var right = 0
        for bin in bins {
            var counts = [Int](repeating: 0, count: classes.count)
            for row in bin { counts[Int(labels[row])] += 1 }
            counts.sort(by: >)
            // A row that is left out leaves its class one less; only of the most frequent one can that be the most still.
            if counts[0] - 1 > (counts.count > 1 ? counts[1] : 0) { right += counts[0] }
        }
        return Double(right - (rowCount - wrong)) / Double(wrong)
    }

    private static func share(of numbers: [Double], _ bins: [[Int]]) -> Double {
        var all = Moments()
        all.add(numbers.span)
        guard all.spread > 0, let mean = all.mean else { return 0 }
        var left = 0.0
        for bin in bins {
            let sum = bin.reduce(0) { $0 + numbers[$1] }
            for row in bin {
                let told = bin.count > 1 ? (sum - numbers[row]) / Double(bin.count - 1) : mean
                left += (numbers[row] - told) * (numbers[row] - told)
            }
        }
        return 1 - left / all.spread
    }
}
