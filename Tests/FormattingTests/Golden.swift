import Foundation
import Testing

/// Inputs of this room's fixtures and of other places in the repository, by their paths from its root.
enum Golden {
    static let fixtures = "Tests/FormattingTests/Fixtures"
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized.path

    /// The names of the YAML files of a folder, without the ending.
    static func names(in folder: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(package)/\(folder)")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func read(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(package)/\(path)")))
    }

    /// Compares with `x.out`, or rewrites it where `PLANRUN_UPDATE_GOLDEN` is set.
    static func check(_ output: String, _ name: String) throws {
        let path = "\(package)/\(fixtures)/\(name).out"
        if ProcessInfo.processInfo.environment["PLANRUN_UPDATE_GOLDEN"] == "1" {
            try output.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        #expect(output == expected, "\(name)")
    }

    /// Every YAML text of the repository's tests and examples.
    static let corpus: [String] = [
        "plans", "plans/scenarios", "Tests/PlanSyntaxTests/Fixtures/ok", "Tests/CompilerTests/Fixtures/ok",
        "Tests/CompilerTests/Fixtures/err", fixtures,
    ].flatMap { folder in names(in: folder).map { "\(folder)/\($0).yaml" } }
}
