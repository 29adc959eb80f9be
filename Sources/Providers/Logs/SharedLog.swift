package import Platform

/// A file of lines that several processes append to, of bounded size; of those before it the last few are kept.
///
/// A line is written in one piece behind whatever is there. The file is opened anew for each, so that a process does not
/// go on with one that another has put aside.
package struct SharedLog: Sendable {
    /// The newest file; older ones have `.1`, `.2` and so on behind their name.
    package let path: String
    private let sizeLimit: Int
    private let fileLimit: Int

    /// - Parameters:
    ///   - sizeLimit: From how many bytes on a file is put aside.
    ///   - fileLimit: How many files are kept, the newest among them.
    package init(path: String, sizeLimit: Int = 4 << 20, fileLimit: Int = 4) {
        self.path = path
        self.sizeLimit = sizeLimit
        self.fileLimit = fileLimit
    }

    /// Appends a line with its line break; the folder must be there.
    package func append(_ line: [UInt8]) throws(PlatformError) {
        if isFull { try rotate() }
        let newline = UInt8(ascii: "\n")
        // Half a line may be left by a full disk.
        let isWhole = (FileSystem.lastByte(of: path) ?? newline) == newline
        try AppendingFile(path: path).append((isWhole ? [] : [newline]) + line)
    }

    private var isFull: Bool { (FileSystem.size(of: path) ?? 0) >= sizeLimit }

    /// Moves every file one number up and forgets the oldest; whoever comes second while another does so leaves it be.
    private func rotate() throws(PlatformError) {
        guard let lock = try FileLock.acquire(path + ".lock") else { return }
        defer { withExtendedLifetime(lock) {} }
        guard isFull else { return }
        for number in stride(from: fileLimit - 1, to: 0, by: -1) {
            let older = number == 1 ? path : "\(path).\(number - 1)"
            if FileSystem.exists(older) { try FileSystem.rename(older, to: "\(path).\(number)") }
        }
        if fileLimit <= 1 { try FileSystem.remove(path) }
    }
}
