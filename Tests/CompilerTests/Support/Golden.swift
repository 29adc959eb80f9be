import Foundation
import Testing

/// A folder of inputs, each `x.yaml` beside the output that is expected of it.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    static func names(in part: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: part).path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func input(_ part: String, _ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(part)/\(name).yaml"), encoding: .utf8)
    }

    /// Compares with the file, or rewrites it where `PLANRUN_UPDATE_GOLDEN` is set.
    static func check(_ output: String, _ part: String, _ file: String) throws {
        let file = folder.appending(path: "\(part)/\(file)")
        if ProcessInfo.processInfo.environment["PLANRUN_UPDATE_GOLDEN"] == "1" {
            try output.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(output == expected, "\(file.path)")
    }
}
