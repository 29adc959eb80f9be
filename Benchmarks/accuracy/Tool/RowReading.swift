import Classifiers
import Platform

/// Reads rows from standard input or from a file.
enum RowReading {
    static let none = TrainingSet(rows: FeatureRows(values: [], featureCount: 0), labels: [], classCount: 0)

    /// The rows that follow `data ROWS FEATURES CLASSES` in standard input.
    static func lines(_ words: [Substring]) throws -> TrainingSet {
        let sizes = words.dropFirst().compactMap { Int($0) }
        guard sizes.count == 3 else { throw InputError.malformedLine(words.joined(separator: " ")) }
        var values: [Double] = []
        var labels: [Double] = []
        for _ in 0..<sizes[0] {
            let line = readLine() ?? ""
            let cells = line.split(separator: " ").compactMap { Double($0) }
            guard cells.count == sizes[1] + 1 else { throw InputError.malformedLine(line) }
            labels.append(cells[0])
            values += cells.dropFirst()
        }
        return set(values, labels, sizes)
    }

    /// Those of the file that `load PART ROWS FEATURES CLASSES PATH` names.
    static func file(_ words: [Substring]) throws -> TrainingSet {
        let sizes = words.dropFirst(2).prefix(3).compactMap { Int($0) }
        guard words.count == 6, sizes.count == 3 else { throw InputError.malformedLine(words.joined(separator: " ")) }
        let bytes = try FileSystem.read(String(words[5]))
        let cells = sizes[0] * sizes[1]
        guard bytes.count == (cells + sizes[0]) * MemoryLayout<Double>.size else {
            throw InputError.malformedLine(words.joined(separator: " "))
        }
        return bytes.withUnsafeBytes { bytes in
            let numbers = bytes.bindMemory(to: Double.self)
            var values: [Double] = []
            LargePages.reserve(&values, cells)
            values += numbers[..<cells]
            return set(values, Array(numbers[cells...]), sizes)
        }
    }

    private static func set(_ values: [Double], _ labels: [Double], _ sizes: [Int]) -> TrainingSet {
        let rows = FeatureRows(values: values, featureCount: sizes[1])
        return sizes[2] == 0
            ? TrainingSet(rows: rows, numbers: labels)
            : TrainingSet(rows: rows, labels: labels.map { Int32($0) }, classCount: sizes[2])
    }
}
