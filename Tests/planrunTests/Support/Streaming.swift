import Foundation
import Glibc
import TestProcesses

/// A run of planrun whose output is read line by line. It is never far ahead of its reader: the pipe holds one page.
final class Streaming {
    private let invocation: Invocation
    private let pipe = Pipe.alone()
    private let errors: Scratch
    private var rest: [UInt8] = []

    /// `F_SETPIPE_SZ`, a macro that Swift does not see.
    private static let setPipeSize: Int32 = 1031

    init(_ arguments: [String], in workspace: Workspace, environment: [String: String] = [:]) throws {
        invocation = Invocation(arguments, in: workspace.path, environment: environment)
        errors = try Scratch()
        _ = fcntl(pipe.fileHandleForReading.fileDescriptor, Self.setPipeSize, 4096)
        invocation.process.standardOutput = pipe
        invocation.process.standardError = errors.handle
        invocation.process.standardInput = FileHandle.nullDevice
        try invocation.process.runAlone()
        try pipe.fileHandleForWriting.close()
    }

    /// The next line, or nil at the end of the output.
    func readLine() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeFirst(end + 1) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            var chunk = [UInt8](repeating: 0, count: 256)
            let count = read(pipe.fileHandleForReading.fileDescriptor, &chunk, chunk.count)
            if count <= 0 { return nil }
            rest += chunk[..<count]
        }
    }

    func send(_ signal: Int32) { Glibc.kill(invocation.process.processIdentifier, signal) }

    /// Waits until the process has taken the signals sent to it.
    func waitUntilSignalsAreTaken() throws {
        struct NeverTaken: Error {}
        let deadline = ContinuousClock.now + .seconds(600)
        let file = "/proc/\(invocation.process.processIdentifier)/status"
        while try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            .contains(where: { $0.hasPrefix("ShdPnd:") && $0.contains { $0 != "0" && $0.isHexDigit && $0.isNumber } })
        {
            guard ContinuousClock.now < deadline else { throw NeverTaken() }
            sched_yield()
        }
    }

    /// Waits until the process takes an interrupt itself, rather than ends by it.
    func waitUntilInterruptsAreCaught() throws {
        struct NeverCaught: Error {}
        let deadline = ContinuousClock.now + .seconds(600)
        let file = "/proc/\(invocation.process.processIdentifier)/status"
        while true {
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            let caught = lines.first { $0.hasPrefix("SigCgt:") }?.dropFirst("SigCgt:".count)
            let mask = caught.flatMap { UInt64($0.trimmingCharacters(in: .whitespaces), radix: 16) } ?? 0
            if mask & (1 << UInt64(SIGINT - 1)) != 0 { return }
            guard ContinuousClock.now < deadline else { throw NeverCaught() }
            sched_yield()
        }
    }

    /// Reads the rest of the output and waits for the end.
    func finish() throws -> Invocation.Result {
        var lines: [String] = []
        while let line = readLine() { lines.append(line + "\n") }
        let result = try wait()
        return Invocation.Result(status: result.status, output: lines.joined(), errors: result.errors)
    }

    /// Waits for the end without reading on; the process must be about to end.
    func wait() throws -> Invocation.Result { try invocation.finish(output: Scratch(), errors: errors) }

    /// Reads so many lines, sends the signal, and waits for the end.
    @discardableResult
    func kill(afterLines count: Int, _ signal: Int32) throws -> Invocation.Result {
        for _ in 0..<count where readLine() == nil { break }
        send(signal)
        return try wait()
    }
}
