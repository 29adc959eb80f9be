import Diagnostics
package import Digests
import Platform

/// Recorded feedback: a file of JSON lines such as `{"after": "3m", "unit": "u1", "rating": 2, "text": "slow"}`.
package struct FeedbackFile: Sendable {
    /// By time; what was said at one time stays in the order of the file.
    package let entries: [FeedbackEntry]
    /// The SHA-256 of the file's bytes.
    package let digest: Digest

    /// Reads a file; messages call it `name`.
    package static func read(path: String, named name: String) throws(DatasetFailure) -> FeedbackFile {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path)
        } catch {
            throw ProblemLog.unreadable(error, name: name)
        }
        return try FeedbackFile(bytes, named: name)
    }

    /// Reads the bytes of a file; lines with nothing but spaces are passed over.
    package init(_ bytes: [UInt8], named name: String) throws(DatasetFailure) {
        var log = ProblemLog(bytes: bytes, name: name)
        let start = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        let entries = Self.entries(of: bytes, from: start, shape: .replayed, log: &log)
        if let failure = log.failure { throw failure }
        self.entries = entries.enumerated()
            .sorted { ($0.element.after, $0.offset) < ($1.element.after, $1.offset) }
            .map(\.element)
        digest = SHA256.digest(bytes)
    }
    /// The entries of JSON lines, in the order of the text.
    static func entries(
        of bytes: [UInt8],
        from start: Int,
        shape: FeedbackShape,
        log: inout ProblemLog
    ) -> [FeedbackEntry] {
        var entries: [FeedbackEntry] = []
        var start = start
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if bytes[start..<end].contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
                let line = FeedbackLine(Array(bytes[start..<end]), at: start, shape: shape)
                if let entry = line.entry(log: &log) { entries.append(entry) }
            }
            start = end + 1
        }
        return entries
    }
}
