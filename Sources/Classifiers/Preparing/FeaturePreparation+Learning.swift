import Statistics

extension FeaturePreparation {
    /// - Parameter encoding: how the model takes categories.
    init(learning set: TrainingSet, _ options: PreparationOptions, encoding: CategoryEncoding) {
        let count = set.rows.featureCount
        var columns: [Column] = []
        var orders: [Int: [Double: Double]] = [:]
        for feature in 0..<count {
            let values = (0..<set.rows.rowCount).map { set.rows.values[$0 * count + feature] }
            let known = values.filter { !$0.isNaN }
            guard let names = set.categories?[feature] else {
                columns.append(Self.number(feature, values, known, options))
                continue
            }
            let fill = options.fill == nil ? .nan : Self.mostFrequent(known)
            switch encoding {
            case .oneHot:
                // Those alone that are learnt from, in the order of their names.
                let present = Set(known)
                for number in names.map({ CategoryNumber.of($0) }) where present.contains(number) {
                    columns.append(Column(source: feature, content: .indicator(number), fill: fill))
                }
            case .ordered:
                orders[feature] = Self.order(of: names, values, set)
                columns.append(Column(source: feature, content: .order, fill: fill))
            }
        }
        self.init(featureCount: count, columns: columns, orders: orders)
    }

    private static func number(
        _ feature: Int,
        _ values: [Double],
        _ known: [Double],
        _ options: PreparationOptions
    ) -> Column {
        let fill: Double =
            switch options.fill {
            case nil: .nan
            case .mean: mean(known)
            case .median: median(known)
            case .mostFrequent: mostFrequent(known)
            }
        guard options.isStandardised else {
            return Column(source: feature, content: .number(center: 0, scale: 1), fill: fill)
        }
        let filled = fill.isNaN ? known : values.map { $0.isNaN ? fill : $0 }
        var moments = Moments()
        moments.add(filled.span)
        let spread = filled.isEmpty ? 0 : (moments.spread / Double(filled.count)).squareRoot()
        // What does not vary stays as it is, but for its mean.
        let scale = spread > 0 ? spread : 1
        return Column(source: feature, content: .number(center: moments.mean ?? 0, scale: scale), fill: fill)
    }

    private static func mean(_ values: [Double]) -> Double {
        var moments = Moments()
        moments.add(values.span)
        return moments.mean ?? 0
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The value that comes most often, the least of them where several do.
    private static func mostFrequent(_ values: [Double]) -> Double {
        var counts: [Double: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
    }

    /// The places of the categories that are learnt from: of numbers, and of two classes, by the mean of what is to be predicted (Breiman,
    /// Friedman, Olshen & Stone 1984, section 4.2.2), else by name.
    private static func order(of names: [String], _ values: [Double], _ set: TrainingSet) -> [Double: Double] {
        var sums: [Double: (sum: Double, weight: Double)] = [:]
        for (row, value) in values.enumerated() where !value.isNaN {
            let weight = set.weights?[row] ?? 1
            let target = set.numbers?[row] ?? Double(set.labels[row])
            sums[value, default: (0, 0)].sum += weight * target
            sums[value, default: (0, 0)].weight += weight
        }
        let isByMean = set.numbers != nil || set.classCount == 2
        let known = names.enumerated().compactMap { place, name -> (mean: Double, place: Int, number: Double)? in
            let number = CategoryNumber.of(name)
            return sums[number].map { (isByMean ? $0.sum / $0.weight : 0, place, number) }
        }
        let order = known.sorted { ($0.mean, $0.place) < ($1.mean, $1.place) }
        return Dictionary(order.enumerated().map { ($1.number, Double($0)) }) { first, _ in first }
    }
}

/// How a kind of model takes categories.
package enum CategoryEncoding: Sendable {
    /// A number each, in an order that is learnt: for models that split.
    case ordered
    /// A column each, of 0 and 1: for models that add up or measure distances.
    case oneHot
}
