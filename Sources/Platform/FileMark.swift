internal import Glibc

/// Which file a name stands for just now, and how long that is.
package struct FileMark: Sendable, Hashable {
    private let device: UInt
    private let number: UInt
    /// In bytes.
    package let size: Int

    /// Nil where there is none.
    package init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        number = UInt(status.st_ino)
        size = Int(status.st_size)
    }

    /// Whether it is the same file, however long.
    package func isSame(as other: FileMark) -> Bool { device == other.device && number == other.number }
}

extension FileSystem {
    /// Whether a file begins with a line that has an end, as far as that lies in its first megabyte.
    package static func hasLine(_ path: String) -> Bool {
        guard let stream = try? ByteStream(path: path) else { return false }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var count = 0
        while let added = try? stream.read(into: &buffer, at: count, limit: buffer.count - count), added > 0 {
            if buffer[count..<count + added].contains(UInt8(ascii: "\n")) { return true }
            count += added
        }
        return count == buffer.count
    }
}
