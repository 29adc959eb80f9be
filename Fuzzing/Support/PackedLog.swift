/// Bytes as gzip and zstd have them, put in as they are: what takes them apart is tried, not what makes them small.
enum PackedLog {
    /// Whether the bytes begin as something packed does.
    static func isPacked(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
    }

    /// RFC 1952: a member of stored blocks.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, bytes.count)
            let count = UInt16(end - start)
            packed.append(end == bytes.count ? 1 : 0)
            packed += littleEndian(count) + littleEndian(~count) + bytes[start..<end]
            start = end
        } while start < bytes.count
        return packed + littleEndian(checksum(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// RFC 8878: a frame of raw blocks.
    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        // A single segment, whose size has four bytes.
        var packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + littleEndian(UInt32(bytes.count))
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, bytes.count)
            let header = UInt32(end - start) << 3 | (end == bytes.count ? 1 : 0)
            packed += littleEndian(header).prefix(3) + bytes[start..<end]
            start = end
        } while start < bytes.count
        return packed
    }

    private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
