import Foundation

/// A program that serves on loopback while a test needs it, and ends with it.
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

    package init(_ program: String, _ arguments: [String], environment: [String: String] = [:], log: String? = nil)
        throws
    {
        guard let path = Self.path(of: program) else { throw Missing(description: "\(program) is not installed") }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        if let log {
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

    package func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { kill() }

    package func waitForEnd() async throws {
        while isRunning { try await Task.sleep(for: .milliseconds(10)) }
    }
}
