/// The trees of an ensemble for many rows.
struct NarrowEnsemble: Sendable {
    /// A leaf says twice its class; or twice the place of its shares behind the first of its tree, and one.
    let trees: NarrowTrees
    /// Where the shares of each tree begin.
    let firstShares: [Int]
}

extension TreeEnsemble {
    func readied(forRows count: Int) -> any Classifier {
        guard trees.areWorthNarrowing(forRows: count) else { return self }
        let firstShares = firstShares
        let narrow = outcomes.withSpan { outcomes in
            NarrowTrees(trees, featureCount: featureCount) { node, tree in
                let outcome = Int(outcomes[node])
                return outcome >= 0 ? outcome << 1 : (~outcome - firstShares[tree]) << 1 | 1
            }
        }
        var readied = self
        readied.many = narrow.map { NarrowEnsemble(trees: $0, firstShares: firstShares) }
        return readied
    }

    private var firstShares: [Int] {
        outcomes.withSpan { outcomes in
            (0..<trees.count).map { tree in
                var first = Int.max
                for node in trees.nodes(of: tree) where outcomes[node] < 0 { first = min(first, Int(~outcomes[node])) }
                return first
            }
        }
    }

    func answer(
        _ rows: FeatureRows,
        _ range: Range<Int>,
        _ many: NarrowEnsemble,
        _ shares: Span<Double>,
        into output: inout [Double]
    ) {
        var output = output.mutableSpan
        for index in 0..<range.count * classCount { output[index] = 0 }
        trees.walk(rows, range, many.trees) { tree, batch, place, found in
            let firstShare = many.firstShares[tree]
            var place = (batch.lowerBound + place - range.lowerBound) * classCount
            for index in found.indices {
                let said = Int(found[index])
                if said & 1 == 0 {
                    output[place + said >> 1] += 1
                } else {
                    for label in 0..<classCount { output[place + label] += shares[firstShare + said >> 1 + label] }
                }
                place += classCount
            }
        }
    }
}
