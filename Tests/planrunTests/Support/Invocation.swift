import Foundation
import JSON
import TestProcesses

/// The built binary, started as a process.
struct Invocation {
    /// How a process ended and what it wrote.
    struct Result {
        /// The exit status, or the signal that ended the process as a negative number.
        let status: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// The lines of the output as JSON.
        var events: [JSONValue] {
            get throws { try lines.map { try JSONValue(parsing: $0) } }
        }
    }

    let process = Process()

    /// The products' folder, where the test bundle lies too.
    private static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    static let binary = products.appending(path: "planrun")

    init(_ arguments: [String], in folder: String, environment: [String: String] = [:]) {
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 }
    }

    init(shell line: String, in folder: String) {
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "planrun() { \"$BINARY\" \"$@\"; }; " + line]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "BINARY": Self.binary.path]
    }

    /// Runs to the end. What is written goes to files: a pipe would have to be drained, and might be inherited by another
    /// process that starts meanwhile.
    func run(input: [UInt8] = []) throws -> Result {
        let (output, errors, source) = (try Scratch(), try Scratch(), try Scratch(input))
        process.standardOutput = output.handle
        process.standardError = errors.handle
        process.standardInput = source.handle
        try process.runAlone()
        return try finish(output: output, errors: errors)
    }

    func finish(output: Scratch, errors: Scratch) throws -> Result {
        process.waitUntilExit()
        return Result(status: status, output: try output.text(), errors: try errors.text())
    }

    var status: Int32 {
        process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    }
}

/// A file for one stream of a process, without a name once it is open.
final class Scratch {
    let handle: FileHandle

    init(_ content: [UInt8] = []) throws {
        let path = FileManager.default.temporaryDirectory.path + "/planrun-stream-" + UUID().uuidString
        try Data(content).write(to: URL(fileURLWithPath: path))
        let url = URL(fileURLWithPath: path)
        handle = try FileHandle(forUpdating: url)
        try FileManager.default.removeItem(at: url)
    }

    func text() throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
