import Foundation
import Glibc
import TestProcesses

/// A terminal that a process writes to, and its other end, which is read.
final class Terminal {
    struct Refused: Error { let number: Int32 }

    private let reading: FileHandle
    private let writing: FileHandle

    /// `TIOCSPTLCK` and `TIOCGPTN`, macros that Swift does not see.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    init(columns: UInt16) throws {
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, number): (Int32, UInt32) = (0, 0)
        guard main >= 0, ioctl(main, Self.setLock, &isLocked) == 0, ioctl(main, Self.getNumber, &number) == 0 else {
            throw Refused(number: errno)
        }
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard other >= 0 else { throw Refused(number: errno) }
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(other, UInt(TIOCSWINSZ), &size) == 0 else { throw Refused(number: errno) }
        reading = FileHandle(fileDescriptor: main, closeOnDealloc: true)
        writing = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    }

    /// Runs planrun on the terminal and gives all that it wrote.
    func run(_ arguments: [String], in workspace: Workspace, environment: [String: String]) throws -> String {
        let invocation = Invocation(arguments, in: workspace.path, environment: environment)
        invocation.process.standardOutput = writing
        invocation.process.standardError = writing
        invocation.process.standardInput = FileHandle.nullDevice
        try invocation.process.runAlone()
        try writing.close()
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            // Reading fails with EIO once nobody has the other end open.
            let count = read(reading.fileDescriptor, &chunk, chunk.count)
            if count <= 0 { break }
            bytes += chunk[..<count]
        }
        invocation.process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What a terminal shows of text that moves only to the start of its line and erases to its end.
struct Screen {
    /// The lines that stay.
    private(set) var lines: [String] = []
    /// The lines that were erased.
    private(set) var erased: [String] = []

    init(_ text: String) {
        var line = String.UnicodeScalarView()
        var rest = Array(text.unicodeScalars)[...]
        let erasure = Array("\r\u{1b}[K".unicodeScalars)
        while let scalar = rest.first {
            if rest.starts(with: erasure) {
                if !line.isEmpty { erased.append(String(line)) }
                line.removeAll()
                rest = rest.dropFirst(erasure.count)
                continue
            }
            rest = rest.dropFirst()
            if scalar == "\n" {
                lines.append(String(line))
                line.removeAll()
            } else if scalar != "\r" {
                line.append(scalar)
            }
        }
        lines.append(String(line))
    }
}
