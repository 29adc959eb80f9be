import Statistics

/// Adds trees, round by round, each of which follows the slope of the loss that those before it leave.
struct Booster: Sendable {
    /// When to stop before the last round: where the loss of rows set aside has not fallen for some rounds.
    struct Stopping: Sendable {
        /// The share of rows set aside.
        let fraction: Double
        let rounds: Int
        /// A loss has fallen where it is less by more than this.
        let tolerance: Double
    }

    /// At most this many share the features where the caller names no number; the runtime runs as many of them at once as there are cores.
    private static let threadsWithoutLimit = 8

    let rounds: Int
    let maxBins: Int
    let limits: BoostingLimits
    /// Nil to go on to the last round.
    let stopping: Stopping?
    let classWeight: ClassWeight
    let seed: UInt64

    /// - Parameter threads: how many may work at once; 0 for as many as there are cores.
    func boost(_ set: TrainingSet, threads: Int) async -> BoostedTrees {
        let present = set.presentClasses
        let numbers = Dictionary(uniqueKeysWithValues: present.enumerated().map { (Int32($1), Int32($0)) })
        let targets = set.labels.map { numbers[$0] ?? 0 }
        let (trained, aside) = split(targets, classCount: present.count)
        let trainedTargets = trained.map { targets[$0] }
        var shares = [Double](repeating: 0, count: present.count)
        let factors = classWeight.factors(of: set)
        let weights = set.labels.indices.map { factors[Int(set.labels[$0])] * (set.weights?[$0] ?? 1) }
        for row in trained { shares[Int(targets[row])] += weights[row] }
        let total = shares.reduce(0, +)
        shares = shares.map { $0 / total }
        let origins = BoostingLoss.origins(shares: shares)
        let trees = await grow(
            aside.isEmpty ? set.rows : set.rows.selecting(trained),
            BoostingLoss(targets: trainedTargets, weights: trained.map { weights[$0] }, origins: origins),
            aside.isEmpty ? nil : set.rows.selecting(aside),
            BoostingLoss(targets: aside.map { targets[$0] }, weights: aside.map { weights[$0] }, origins: origins),
            threads
        )
        return BoostedTrees(trees, answer: .classes, shape: set.shape, present: present, origins: origins)
    }

    /// - Parameters:
    ///   - numbers: those of the set.
    ///   - threads: how many may work at once; 0 for as many as there are cores.
    func boost(_ set: TrainingSet, _ numbers: [Double], loss: NumberLoss.Kind, threads: Int) async -> BoostedTrees {
        let (trained, aside) = split([Int32](repeating: 0, count: numbers.count), classCount: 1)
        let weights = set.weights ?? [Double](repeating: 1, count: numbers.count)
        var (sum, total) = (0.0, 0.0)
        for row in trained {
            sum += numbers[row] * weights[row]
            total += weights[row]
        }
        let origin = loss.origin(mean: sum / total)
        func objective(_ rows: [Int]) -> NumberLoss {
            NumberLoss(loss, targets: rows.map { numbers[$0] }, weights: rows.map { weights[$0] }, origin: origin)
        }
        let trees = await grow(
            aside.isEmpty ? set.rows : set.rows.selecting(trained),
            objective(trained),
            aside.isEmpty ? nil : set.rows.selecting(aside),
            objective(aside),
            threads
        )
        return BoostedTrees(trees, answer: loss.answer, shape: set.shape, present: [0], origins: [origin])
    }

    private func grow<Loss: BoostingObjective>(
        _ rows: FeatureRows,
        _ loss: Loss,
        _ asideRows: FeatureRows?,
        _ asideLoss: Loss,
        _ threads: Int
    ) async -> [BoostedTree] {
        let threads = threads > 0 ? threads : Self.threadsWithoutLimit
        let random = SplitMix64(seed: seed, stream: 1)
        let bins = await FeatureBins(rows, maxBins: maxBins, random: random, threads: threads)
        var grower = BoostingGrower(bins, limits: limits, threads: threads)
        var trees: [BoostedTree] = []
        var losses = asideRows.map { _ in [asideLoss.mean()] } ?? []
        for _ in 0..<rounds {
            await RowBlocks(range: 0..<loss.rowCount).forEach(threads: threads) { loss.differentiate($1) }
            for index in 0..<loss.sumCount {
                let tree = await grower.grow(
                    slopes: loss.slopes(of: index),
                    curvatures: loss.curvatures(of: index),
                    predictions: loss.sums(of: index)
                )
                asideRows.map { tree.add(to: asideLoss.sums(of: index), rows: $0) }
                trees.append(tree)
            }
            guard let stopping, asideRows != nil else { continue }
            losses.append(asideLoss.mean())
            if Self.hasStalled(losses, stopping) { break }
        }
        return trees
    }

    /// Whether none of the last losses is less than the one before them.
    private static func hasStalled(_ losses: [Double], _ stopping: Stopping) -> Bool {
        guard losses.count > stopping.rounds else { return false }
        let goal = losses[losses.count - stopping.rounds - 1] - stopping.tolerance
        return losses.suffix(stopping.rounds).allSatisfy { $0 >= goal }
    }

    /// The rows to train on and those set aside, ascending: of each class the same share, but never all.
    private func split(_ targets: [Int32], classCount: Int) -> (trained: [Int], aside: [Int]) {
        guard let stopping else { return (Array(targets.indices), []) }
        var random = SplitMix64(seed: seed, stream: 0)
        var byClass = [[Int]](repeating: [], count: classCount)
        for (row, target) in targets.enumerated() { byClass[Int(target)].append(row) }
        var aside: [Int] = []
        for var rows in byClass {
            random.shuffle(&rows)
            let count = Int((Double(rows.count) * stopping.fraction).rounded())
            aside += rows.prefix(min(count, rows.count - 1))
        }
        var isAside = [Bool](repeating: false, count: targets.count)
        for row in aside { isAside[row] = true }
        return (targets.indices.filter { !isAside[$0] }, aside.sorted())
    }
}
