import Classifiers
import Digests
import Platform

/// What holds of the reading of any model file, its digest among it: where there is a model, it answers every row with a number for
/// each class, mapped as it does copied, and written again it is the same model.
package struct ModelProperties {
    /// What rows hold: numbers on either side of any threshold, and none.
    private static let values = [0, -1, 1, 1e300, -1e300, 2.5, .nan]

    private let file: MemoryFile

    package init(_ file: MemoryFile) { self.file = file }

    package func check(_ unsigned: [UInt8]) {
        let bytes = unsigned + SHA256.digest(unsigned).bytes
        file.hold(bytes)
        let copied = read { () throws(ModelFileError) in try ModelFile(bytes: bytes) }
        guard let mapping = try? MappedFile(file.path) else { return require(false, "it cannot be mapped") }
        let mapped = read { () throws(ModelFileError) in try ModelFile(mapping) }
        switch (copied, mapped) {
        case (.failure(let error), .failure(let other)):
            require(error == other, "mapped it is refused otherwise: \(error), \(other)")
        case (.success(let model), .success(let other)):
            require(model.header == other.header, "mapped it is another model")
            let answers = answers(model)
            require(answers == self.answers(other), "mapped it answers otherwise")
            let again = read { () throws(ModelFileError) in try ModelFile(bytes: model.bytes) }
            guard case .success(let again) = again else { return require(false, "written again it is refused") }
            require(self.answers(again) == answers, "written again it answers otherwise")
        default: require(false, "it is refused mapped or copied, and not both")
        }
        require(read { () throws(ModelFileError) in try ModelFile(bytes: unsigned) }.isRefused, "it needs no digest")
    }

    private func read(_ body: () throws(ModelFileError) -> ModelFile) -> Result<ModelFile, ModelFileError> {
        do throws(ModelFileError) { return .success(try body()) } catch { return .failure(error) }
    }

    /// The answers for a row of each value, as bits, which are comparable whatever they are.
    private func answers(_ model: ModelFile) -> [UInt64] {
        let classifier = model.classifier
        // A header may name any number of features and classes; so many answers are not looked at.
        guard classifier.featureCount * classifier.classCount < 1 << 16 else { return [] }
        let values = Self.values.filter { classifier.takesMissing || !$0.isNaN }
        let rows = FeatureRows(
            values: values.flatMap { [Double](repeating: $0, count: classifier.featureCount) },
            featureCount: classifier.featureCount
        )
        var answers = [Double](repeating: 0, count: rows.rowCount * classifier.classCount)
        classifier.predictProbabilities(rows, 0..<rows.rowCount, into: &answers)
        return answers.map(\.bitPattern)
    }
}

extension Result {
    fileprivate var isRefused: Bool { if case .failure = self { true } else { false } }
}
