import Foundation
import Glibc

/// A file system in memory that is soon full.
final class SmallDisk {
    struct Refused: Error { let number: Int32 }

    private let path: String

    init(at path: String, kilobytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.mount(path, "size=\(kilobytes)k", flags: 0)
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    func resize(kilobytes: Int) throws { try Self.mount(path, "size=\(kilobytes)k", flags: UInt(MS_REMOUNT)) }

    /// Whether this process may mount at all; containers often keep it from that.
    static var isAllowed: Bool {
        let path = FileManager.default.temporaryDirectory.path + "/planrun-disk-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        return (try? SmallDisk(at: path, kilobytes: 64)) != nil
    }

    private static func mount(_ path: String, _ options: String, flags: UInt) throws {
        guard Glibc.mount("tmpfs", path, "tmpfs", flags, options) == 0 else { throw Refused(number: errno) }
    }
}
