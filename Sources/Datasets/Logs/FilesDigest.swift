package import Digests
import Platform

/// SHA-256 of the bytes of some files one after the other, read in memory that does not grow with them.
package enum FilesDigest {
    package static func of(_ paths: [String]) throws(DatasetFailure) -> Digest {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        for path in paths {
            let stream = try PredictionLog.open(path)
            do throws(PlatformError) {
                while case let count = try stream.read(into: &buffer, at: 0, limit: buffer.count), count > 0 {
                    hash.update(count == buffer.count ? buffer : Array(buffer[..<count]))
                }
            } catch {
                throw ProblemLog.unreadable(error, name: path)
            }
        }
        return hash.finish()
    }
}
