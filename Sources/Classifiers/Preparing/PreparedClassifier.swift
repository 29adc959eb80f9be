/// A model with what is done to rows before it sees them.
struct PreparedClassifier: Classifier {
    /// Rows prepared at a time.
    private static let blockSize = 1024

    let preparation: FeaturePreparation
    let model: any Classifier

    var featureCount: Int { preparation.featureCount }
    var classCount: Int { model.classCount }
    var predictsNumbers: Bool { model.predictsNumbers }
    var takesMissing: Bool { preparation.fillsAll || model.takesMissing }

    func readied(forRows count: Int) -> any Classifier {
        PreparedClassifier(preparation: preparation, model: model.readied(forRows: count))
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        guard range.count > Self.blockSize else {
            let prepared = preparation.rows(rows, range)
            model.predictProbabilities(prepared, 0..<range.count, into: &output)
            return
        }
        var answers = [Double](repeating: 0, count: Self.blockSize * classCount)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockSize) {
            let block = start..<min(start + Self.blockSize, range.upperBound)
            model.predictProbabilities(preparation.rows(rows, block), 0..<block.count, into: &answers)
            let place = (start - range.lowerBound) * classCount
            for index in 0..<block.count * classCount { output[place + index] = answers[index] }
        }
    }
}
