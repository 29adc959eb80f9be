internal import Glibc

extension FileSystem {
    /// Why a file was not rewritten.
    package enum RewritingProblem: Error, Sendable, Hashable {
        /// It no longer holds what it was read with.
        case changed
        case failed(PlatformError)

        /// In words, after "not written".
        package var reason: String {
            switch self {
            case .changed: "the file has changed meanwhile"
            case .failed(let error): error.reason
            }
        }
    }

    /// Replaces a file's content whole, as `replace` does, where it still is `old`: a link stays a link and its target is
    /// replaced, and the file keeps its permissions and, where this user may, its owner.
    package static func rewrite(_ path: String, from old: [UInt8], to new: [UInt8]) throws(RewritingProblem) {
        guard let target = resolved(path) else { throw .failed(PlatformError(.write, path, number: ENOENT)) }
        // What was read from a pipe is gone, and reading again would wait for more.
        guard isRegularFile(target) else { throw .failed(PlatformError(.write, path, number: EINVAL)) }
        // The new file takes the old one's name, which would do away with a protection from writing.
        guard access(target, W_OK) == 0 else { throw .failed(PlatformError(.write, path, number: errno)) }
        var status = stat()
        guard stat(target, &status) == 0 else { throw .failed(PlatformError(.write, path, number: errno)) }
        let neighbour = temporaryNeighbour(of: target)
        do throws(PlatformError) {
            let file = try AppendingFile(path: neighbour, truncating: true)
            try file.append(new)
            // The owner first: giving a file away clears some of its permissions. Only root may, which is no failure.
            _ = chown(neighbour, status.st_uid, status.st_gid)
            guard chmod(neighbour, status.st_mode & 0o7777) == 0 else {
                throw PlatformError(.write, path, number: errno)
            }
            try file.synchronize()
            let current = try read(target, limit: old.count + 1)
            if current == old {
                try rename(neighbour, to: target)
                try? synchronize(folder: Path.folder(of: target))
                return
            }
        } catch {
            unlink(neighbour)
            // Read again it has more bytes; written it would be larger than files may be here, which is another matter.
            if error.isTooLarge, error.operation == .read { throw .changed }
            throw .failed(error)
        }
        unlink(neighbour)
        throw .changed
    }
}
