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

/// A program that a test starts, and that ends with the test at the latest.
final class RunningProgram {
    struct Failure: Error {
        let text: String
    }

    private let process = Process()
    private let input = Pipe.alone()
    private let output = Pipe.alone()

    init(_ path: String, _ arguments: [String], folder: String) throws {
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = input
        process.standardOutput = output
        let log = folder + "/" + URL(filePath: path).lastPathComponent + ".log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.runAlone()
    }

    var isRunning: Bool { process.isRunning }

    /// The first line that it writes.
    func line() -> String {
        var bytes: [UInt8] = []
        while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All that it writes once its input has ended.
    func rest() throws -> String {
        try input.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
        for _ in 0..<200 where process.isRunning { usleep(10_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    deinit { stop() }

    /// All that a program writes to its standard output; it must end well.
    static func output(_ path: String, _ arguments: [String], folder: String = "/") throws -> String {
        let process = Process()
        let output = Pipe.alone()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.runAlone()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(text: "\(path) ended with \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Two servers that stand for the two models, and a way to send requests through a router in front of them.
struct Backends {
    let candidate: Int
    let baseline: Int
    private let program: RunningProgram

    init(folder: String) throws {
        program = try RunningProgram(Peers.python, [Peers.scripts + "/traffic.py", "backends"], folder: folder)
        let ports = program.line().split(separator: " ").compactMap { Int($0) }
        candidate = try #require(ports.first)
        baseline = try #require(ports.last)
    }

    /// Who answers the first so many users at the router's port.
    func answers(at port: Int, users: Int) throws -> [String] {
        let text = try RunningProgram.output(
            Peers.python,
            [Peers.scripts + "/traffic.py", "ask", "\(port)", "\(users)"]
        )
        return text.split(separator: "\n").map(String.init)
    }

    func stop() { program.stop() }
}

/// A port of this machine that nobody listens at.
func freePort() throws -> Int {
    let script = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
    let text = try RunningProgram.output(Peers.python, ["-c", script])
    return try #require(Int(text.dropLast()))
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
