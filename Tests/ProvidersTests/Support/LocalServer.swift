import Foundation
import JSON
import Providers
import TestProcesses
import Testing

/// `Fixtures/server.py` on a port of its own.
final class LocalServer {
    static let isAvailable = LocalProcess.has("python3")

    private let process: LocalProcess
    let scheme: String
    let port: Int

    init(_ arguments: [String] = []) async throws {
        scheme = arguments.contains("--cert") ? "https" : "http"
        process = try LocalProcess("python3", [Fixtures.path("server.py")] + arguments)
        port = try #require(Int(try await process.firstLine()))
    }

    /// One that answers what is said here, and 404 else.
    convenience init(answers: [JSONValue], in folder: ScratchFolder) async throws {
        let file = folder.path("answers-\(UUID().uuidString).json")
        try JSONValue.array(answers).canonicalText.write(toFile: file, atomically: true, encoding: .utf8)
        try await self.init(["--answers", file])
    }

    var url: String { "\(scheme)://127.0.0.1:\(port)" }

    func address(_ path: String) throws -> HTTPAddress { try HTTPAddress(url + path) }

    /// What it was asked, first things first.
    func seen() async throws -> [JSONValue] {
        let response = try await HTTPClient().send(HTTPRequest.patient(.get, try address("/_seen")))
        return try #require(try JSONValue(parsing: response.body).array)
    }

    func kill() { process.kill() }
}

enum Fixtures {
    static func path(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/Fixtures/"
            + name
    }
}

/// A folder that goes when nobody holds it any longer.
final class ScratchFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/planrun-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { path + "/" + name }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
