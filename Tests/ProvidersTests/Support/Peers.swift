import Foundation
import TestProcesses
import Testing

/// Programs that tests hold planrun against: from Debian's packages, or from `Scripts/install-peers`.
enum Peers {
    static let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scripts/peers").path

    static let python = scripts + "/.venv/bin/python3"

    static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: python) }

    static let envoy: String? = {
        // The program itself, and not the script that starts it.
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: scripts + "/.venv/lib")) ?? []
        return folders.map { "\(scripts)/.venv/lib/\($0)/site-packages/envoy/_bin/envoy" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }()

    static let pythonNeeded: Comment = "needs what Scripts/install-peers installs"

    /// The path of a program of the system; nil where it is not installed.
    static func program(_ name: String) -> String? {
        ["/usr/sbin/", "/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }
}

/// Two servers that stand for the two models, and a way to send requests through a router in front of them.
struct Backends {
    let candidate: Int
    let baseline: Int
    private let program: LocalProcess

    init(folder: String) throws {
        program = try LocalProcess(Peers.python, [Peers.scripts + "/traffic.py", "backends"], folder: folder)
        let ports = program.line().split(separator: " ").compactMap { Int($0) }
        candidate = try #require(ports.first)
        baseline = try #require(ports.last)
    }

    /// Who answers the first so many users at the router's port.
    func answers(at port: Int, users: Int) throws -> [String] {
        let text = try LocalProcess.output(
            Peers.python,
            [Peers.scripts + "/traffic.py", "ask", "\(port)", "\(users)"]
        )
        return text.split(separator: "\n").map(String.init)
    }

    func stop() { program.stop() }
}

/// Waits until something holds, for as long as a busy machine may need.
func eventually(_ isSo: () throws -> Bool) async throws -> Bool {
    for _ in 0..<2400 {
        if try isSo() { return true }
        try await Task.sleep(for: .milliseconds(50))
    }
    return false
}

/// A folder of a test's own.
func testFolder(_ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.path + "/planrun-\(name)-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
}
