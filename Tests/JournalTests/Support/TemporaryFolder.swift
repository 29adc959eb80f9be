import Foundation
import Glibc
import Platform
import Testing

/// A folder of its own for one test, removed with all its files.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/planrun-journal-" + UUID().uuidString
        try FileSystem.createFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    subscript(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try AppendingFile(path: self[name], truncating: true).append(bytes)
    }

    func bytes(of name: String) throws -> [UInt8] { try FileSystem.read(self[name]) }

    var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []) }

    /// Runs the body as a user who may read the folder but not write in it, also where the tests run as root: the
    /// file system then takes this thread for user 65534.
    func unwritable<Result>(_ body: () throws -> Result) throws -> Result {
        typealias SetUser = @convention(c) (UInt32) -> Int32
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setUser = unsafeBitCast(symbol, to: SetUser.self)
        for name in names { chmod(self[name], 0o555) }
        chmod(path, 0o555)
        if geteuid() == 0 { _ = setUser(65534) }
        defer {
            if geteuid() == 0 { _ = setUser(0) }
            chmod(path, 0o755)
            for name in names { chmod(self[name], 0o755) }
        }
        return try body()
    }
}
