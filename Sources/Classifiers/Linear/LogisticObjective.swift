import Glibc

/// The mean logistic loss of a linear model on a training set, with a penalty on its squares; its slope and curvature.
///
/// Parameters stand output by output: a factor for each feature, then the constant. With one output its logistic function
/// is the probability of the second of two classes; with several, the probabilities are their softmax (Hastie, Tibshirani
/// & Friedman, *The Elements of Statistical Learning*, 2nd edition, 4.4).
struct LogisticObjective: ~Copyable {
    private let blocks: ColumnBlocks
    /// For each row of the blocks its class, below the number of outputs, or 0 and 1 for one output.
    private let targets: [Int32]
    /// For each row of the blocks its share of all rows' weight; 0 for rows that fill up.
    private let shares: [Double]
    /// What each feature's squared factor costs, twice.
    private let penalties: [Double]
    let outputCount: Int

    /// Block by block and output by output, what rows had when the loss was asked for last.
    private let probabilities: Scratch<Double>
    private let sums: Scratch<Double>

    /// The parameters of one output.
    var width: Int { blocks.featureCount + 1 }
    var parameterCount: Int { outputCount * width }

    init(
        _ blocks: consuming ColumnBlocks,
        targets: [Int32],
        weights: [Double],
        outputCount: Int,
        penalties: [Double]
    ) {
        let rowCount = blocks.blockCount * ColumnBlocks.rows
        let padding = rowCount - targets.count
        let total = weights.reduce(0, +)
        self.targets = targets + [Int32](repeating: 0, count: padding)
        shares = weights.map { $0 / total } + [Double](repeating: 0, count: padding)
        self.penalties = penalties
        self.outputCount = outputCount
        probabilities = Scratch(repeating: 0, count: rowCount * outputCount)
        sums = Scratch(repeating: 0, count: ColumnBlocks.rows * outputCount)
        self.blocks = blocks
    }

    /// The loss at these parameters; `gradient` becomes its slope.
    func loss(at parameters: [Double], gradient: inout [Double]) -> Double {
        for index in gradient.indices { gradient[index] = 0 }
        var loss = 0.0
        for block in 0..<blocks.blockCount {
            combine(parameters, block)
            loss += outputCount == 1 ? takeLogistic(block) : takeSoftmax(block)
            accumulate(block, into: &gradient)
        }
        for output in 0..<outputCount {
            for (feature, penalty) in penalties.enumerated() {
                let place = output * width + feature
                loss += penalty * parameters[place] * parameters[place] / 2
                gradient[place] += penalty * parameters[place]
            }
        }
        return loss
    }

    /// How the slope changes along a direction, where the loss was asked for last.
    func curvature(along direction: [Double], into product: inout [Double]) {
        for index in product.indices { product[index] = 0 }
        let size = ColumnBlocks.rows
        let sums = sums.elements
        for block in 0..<blocks.blockCount {
            combine(direction, block)
            for row in 0..<size {
                let share = shares[block * size + row]
                if outputCount == 1 {
                    let probability = probabilities.elements[block * size + row]
                    sums[row] *= probability * (1 - probability) * share
                    continue
                }
                var mean = 0.0
                let place = block * outputCount * size + row
                for output in 0..<outputCount {
                    mean += probabilities.elements[place + output * size] * sums[output * size + row]
                }
                for output in 0..<outputCount {
                    let probability = probabilities.elements[place + output * size]
                    sums[output * size + row] = probability * (sums[output * size + row] - mean) * share
                }
            }
            accumulate(block, into: &product)
        }
        for output in 0..<outputCount {
            for (feature, penalty) in penalties.enumerated() {
                product[output * width + feature] += penalty * direction[output * width + feature]
            }
        }
    }

    /// The curvature along each parameter alone, where the loss was asked for last.
    func curvatureDiagonal() -> [Double] {
        var diagonal = [Double](repeating: 0, count: parameterCount)
        let size = ColumnBlocks.rows
        for block in 0..<blocks.blockCount {
            for output in 0..<outputCount {
                let weights = sums(of: output)
                let probabilities = probabilities(of: output, block)
                for row in 0..<size {
                    weights[row] = probabilities[row] * (1 - probabilities[row]) * shares[block * size + row]
                    diagonal[output * width + width - 1] += weights[row]
                }
                for feature in 0..<width - 1 {
                    let column = blocks.column(feature, ofBlock: block)
                    var sum = 0.0
                    for row in 0..<size { sum += weights[row] * column[row] * column[row] }
                    diagonal[output * width + feature] += sum
                }
            }
        }
        for output in 0..<outputCount {
            for (feature, penalty) in penalties.enumerated() { diagonal[output * width + feature] += penalty }
        }
        return diagonal
    }

    private func sums(of output: Int) -> UnsafeMutableBufferPointer<Double> {
        let start = output * ColumnBlocks.rows
        return .init(rebasing: sums.elements[start..<start + ColumnBlocks.rows])
    }

    private func probabilities(of output: Int, _ block: Int) -> UnsafeMutableBufferPointer<Double> {
        let start = (block * outputCount + output) * ColumnBlocks.rows
        return .init(rebasing: probabilities.elements[start..<start + ColumnBlocks.rows])
    }

    /// Sets the sums to what the linear model gives a block's rows.
    private func combine(_ parameters: [Double], _ block: Int) {
        parameters.withUnsafeBufferPointer { parameters in
            for output in 0..<outputCount {
                let end = output * width + width - 1
                blocks.combine(
                    block: block,
                    factors: .init(rebasing: parameters[end - (width - 1)..<end]),
                    constant: parameters[end],
                    into: sums(of: output)
                )
            }
        }
    }

    /// Adds to `total` the sums times the features and times one.
    private func accumulate(_ block: Int, into total: inout [Double]) {
        for output in 0..<outputCount {
            let sums = sums(of: output)
            for feature in 0..<width - 1 {
                total[output * width + feature] += blocks.dot(feature, block: block, with: sums)
            }
            total[output * width + width - 1] += sums.reduce(0, +)
        }
    }

    /// Turns a block's sums into probabilities, which are kept, and then into the loss's slope by the sum; returns the loss.
    private func takeLogistic(_ block: Int) -> Double {
        let sums = sums.elements
        var loss = 0.0
        for row in 0..<ColumnBlocks.rows {
            let place = block * ColumnBlocks.rows + row
            let sum = sums[row]
            let probability = Probabilities.logistic(sum).for
            let target = Double(targets[place])
            loss += shares[place] * (log1p(exp(-abs(sum))) + max(sum, 0) - target * sum)
            probabilities.elements[place] = probability
            sums[row] = shares[place] * (probability - target)
        }
        return loss
    }

    private func takeSoftmax(_ block: Int) -> Double {
        let size = ColumnBlocks.rows
        let sums = sums.elements
        let start = block * outputCount * size
        var loss = 0.0
        for row in 0..<size {
            let place = block * size + row
            let target = Int(targets[place])
            var largest = -Double.infinity
            for output in 0..<outputCount { largest = max(largest, sums[output * size + row]) }
            var total = 0.0
            for output in 0..<outputCount {
                let weight = exp(sums[output * size + row] - largest)
                probabilities.elements[start + output * size + row] = weight
                total += weight
            }
            loss += shares[place] * (log(total) + largest - sums[target * size + row])
            for output in 0..<outputCount {
                let probability = probabilities.elements[start + output * size + row] / total
                probabilities.elements[start + output * size + row] = probability
                sums[output * size + row] = shares[place] * (probability - (output == target ? 1 : 0))
            }
        }
        return loss
    }
}
