import Foundation
import JSON
import Platform
import TestProcesses

/// `planrun evaluate` as users run it: a process of its own, in a folder of its own.
struct EvaluateRun {
    let status: Int32
    let output: String
    let errors: String

    /// Runs it with the log beside it in a file `log.csv` or `log.jsonl`, or on standard input where `name` is nil.
    init(_ log: String, as name: String? = "log.csv", _ arguments: String...) throws {
        try self.init(log, as: name, arguments: arguments)
    }

    init(_ log: String, as name: String? = "log.csv", arguments: [String]) throws {
        try self.init(bytes: Data(log.utf8), as: name, arguments: arguments)
    }

    init(bytes: Data, as name: String? = "log.csv", arguments: [String]) throws {
        try self.init([(name ?? "input", bytes)], isInput: name == nil, arguments: arguments)
    }

    /// Runs it with several logs.
    init(
        _ logs: [(name: String, text: String)],
        beside others: [(name: String, text: String)] = [],
        arguments: [String]
    ) throws {
        try self.init(
            logs.map { ($0.name, Data($0.text.utf8)) },
            beside: others.map { ($0.name, Data($0.text.utf8)) },
            isInput: false,
            arguments: arguments
        )
    }

    private init(
        _ logs: [(name: String, bytes: Data)],
        beside others: [(name: String, bytes: Data)] = [],
        isInput: Bool,
        arguments: [String]
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "planrun-evaluate-" + UUID().uuidString
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = logs.map { folder.appendingPathComponent($0.name) }
        for (file, log) in zip(files, logs) { try log.bytes.write(to: file) }
        for other in others { try other.bytes.write(to: folder.appendingPathComponent(other.name)) }

        let process = Process()
        process.executableURL = Self.planrun
        process.currentDirectoryURL = folder
        process.arguments = ["evaluate"] + (isInput ? ["-"] : logs.map(\.name)) + arguments
        process.environment = ["NO_COLOR": "1"]
        let (output, errors) = (Pipe.alone(), Pipe.alone())
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = output
        process.standardError = errors
        try process.runAlone()
        // What it writes is less than a pipe holds, so that one may be read after the other.
        self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// The output, which is JSON.
    func json() throws -> JSONValue { try JSONValue(parsing: output) }

    /// The program lies beside the tests.
    private static var planrun: URL {
        let tests = FileSystem.resolved("/proc/self/exe") ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: Path.join(Path.folder(of: tests), "planrun"))
    }
}
