import Classifiers
import Platform

/// The bundled data sets and fixtures, found from the place of this file.
enum TestData {
    private static let folder = Path.folder(of: Path.folder(of: #filePath))

    static func fixture(_ name: String) throws -> [Substring] {
        try lines(Path.join(folder, "Fixtures/" + name))
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try FileSystem.read(Path.join(folder, "Fixtures/" + name))
    }

    /// A data set whose last column is the class, classes numbered in alphabetical order.
    static func csv(_ name: String, without leftOut: Set<String> = []) throws -> TrainingSet {
        let lines = try lines(Path.join(folder, "../../Benchmarks/data/\(name).csv")).map { $0.split(separator: ",") }
        let kept = lines[0].indices.dropLast().filter { !leftOut.contains(String(lines[0][$0])) }
        let names = Set(lines.dropFirst().compactMap(\.last)).sorted()
        return trainingSet(
            lines.dropFirst().map { cells in kept.compactMap { Double(cells[$0]) } },
            lines.dropFirst().map { Int32(names.firstIndex(of: $0[$0.endIndex - 1]) ?? -1) }
        )
    }

    /// A data set of whose columns one is the number to predict.
    static func numbers(_ name: String, label: String, without leftOut: Set<String>) throws -> TrainingSet {
        let lines = try lines(Path.join(folder, "../../Benchmarks/data/\(name).csv")).map { $0.split(separator: ",") }
        let kept = lines[0].indices.filter { !leftOut.union([label]).contains(String(lines[0][$0])) }
        let place = lines[0].firstIndex { $0 == label } ?? 0
        let rows = lines.dropFirst()
        return TrainingSet(
            rows: FeatureRows(
                values: rows.flatMap { cells in kept.compactMap { Double(cells[$0]) } },
                featureCount: kept.count
            ),
            numbers: rows.compactMap { Double($0[place]) }
        )
    }

    /// The bytes as a file that is mapped, and has no name any longer.
    static func mapped(_ bytes: [UInt8]) throws -> MappedFile {
        let path = "/tmp/planrun-classifiers-\(UInt64.random(in: 0 ... .max))"
        try FileSystem.replace(path, with: bytes)
        defer { try? FileSystem.remove(path) }
        return try MappedFile(path)
    }

    private static func lines(_ path: String) throws -> [Substring] {
        String(decoding: try FileSystem.read(path), as: UTF8.self).split { $0.isNewline }
    }
}
