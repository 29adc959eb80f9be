import Foundation

/// A program that a test starts, such as a server on loopback, and that ends with the test at the latest.
package final class LocalProcess {
    package struct Missing: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    private let process = Process()
    /// It may end where this closes, as our own does.
    private let input = Pipe.alone()
    private let output = Pipe.alone()

    /// Where a program is, by PATH and the folders that Debian keeps servers in.
    package static func path(of program: String) -> String? {
        if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? program : nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/sbin", "/usr/bin"]).map { "\($0)/\(program)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    package static func has(_ program: String) -> Bool { path(of: program) != nil }

    /// - Parameter folder: Where it runs and, unless `log` says where, leaves what it complains of.
    package init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        folder: String? = nil,
        log: String? = nil
    ) throws {
        guard let path = Self.path(of: program) else { throw Missing(description: "\(program) is not installed") }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        if let log = log ?? folder.map({ "\($0)/\(URL(filePath: path).lastPathComponent).log" }) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            process.standardError = FileHandle(forWritingAtPath: log)
        } else {
            process.standardError = FileHandle.nullDevice
        }
        try process.runAlone()
    }

    package var isRunning: Bool { process.isRunning }

    /// The first line that it writes, which is waited for without holding a thread.
    package func firstLine() async throws -> String {
        let descriptor = output.fileHandleForReading.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.last != UInt8(ascii: "\n") {
            switch read(descriptor, &byte, 1) {
            case 1: line.append(byte)
            case 0: throw Missing(description: "it ended and wrote no line")
            default: try await Task.sleep(for: .milliseconds(10))
            }
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }

    /// The first line that it writes.
    package func line() -> String {
        var bytes: [UInt8] = []
        while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All that it writes once its input has ended.
    package func rest() throws -> String {
        try input.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Asks it to end, and ends it where it does not.
    package func stop() {
        try? input.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
        for _ in 0..<200 where process.isRunning { usleep(10_000) }
        kill()
    }

    package func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { stop() }

    package func waitForEnd() async throws {
        while isRunning { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// All that a program writes to its standard output; it must end well.
    package static func output(_ path: String, _ arguments: [String], folder: String = "/") throws -> String {
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
            throw Missing(description: "\(path) ended with \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
