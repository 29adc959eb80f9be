package import Digests
import Platform

/// SHA-256 of the bytes of some files one after the other, read in memory that does not grow with them.
package enum FilesDigest {
    /// - Parameter lengths: How many bytes of each file count, where only its beginning does.
    /// - Returns: The digest, and how many bytes of each file it is of: fewer than asked for where there are no more.
    package static func of(_ paths: [String], lengths: [Int] = []) throws(DatasetFailure) -> (
        digest: Digest, lengths: [Int]
    ) {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var read: [Int] = []
        for (place, path) in paths.enumerated() {
            let stream = try PredictionLog.open(path)
            let limit = place < lengths.count ? lengths[place] : Int.max
            var length = 0
            do throws(PlatformError) {
                while length < limit {
                    let wanted = min(buffer.count, limit - length)
                    let count = try stream.read(into: &buffer, at: 0, limit: wanted)
                    guard count > 0 else { break }
                    hash.update(count == buffer.count ? buffer : Array(buffer[..<count]))
                    length += count
                }
            } catch {
                throw ProblemLog.unreadable(error, name: path)
            }
            read.append(length)
        }
        return (hash.finish(), read)
    }
}
