extension BoostedTrees {
    func readied(forRows count: Int) -> any Classifier {
        guard trees.areWorthNarrowing(forRows: count) else { return self }
        var readied = self
        let roots = trees.rootNodes
        readied.many = NarrowTrees(trees, featureCount: featureCount) { node, tree in node - roots[tree] }
        return readied
    }

    func answer(
        _ rows: FeatureRows,
        _ range: Range<Int>,
        _ many: NarrowTrees,
        _ values: Span<Double>,
        into output: inout [Double]
    ) {
        let roots = trees.rootNodes
        let batchSize = min(trees.batchSize, range.count)
        var sums = [Double](repeating: 0, count: batchSize * origins.count)
        trees.walk(rows, range, many) { tree, batch, first, found in
            if tree == 0 && first == 0 {
                for index in 0..<batch.count * origins.count { sums[index] = origins[index % origins.count] }
            }
            let root = roots[tree]
            var place = first * origins.count + tree % origins.count
            for index in found.indices {
                sums[place] += values[root + Int(found[index])]
                place += origins.count
            }
        } ending: { batch in
            for row in 0..<batch.count {
                let place = (batch.lowerBound - range.lowerBound + row) * classCount
                write(&sums, row * origins.count, into: &output, at: place)
            }
        }
    }
}
