internal import Glibc

/// Files and folders, through the system's calls alone: Foundation would double the start-up time.
package enum FileSystem {
    /// The whole content of a file; `limit` bounds it, and a file of more bytes fails with EFBIG.
    package static func read(_ path: String, limit: Int = .max) throws(PlatformError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PlatformError(.read, path, number: errno) }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, path: path, limit: limit)
    }

    /// All of standard input, bounded as `read(_:limit:)` is.
    package static func readStandardInput(limit: Int = .max) throws(PlatformError) -> [UInt8] {
        try read(descriptor: STDIN_FILENO, path: "standard input", limit: limit)
    }

    private static func read(descriptor: Int32, path: String, limit: Int) throws(PlatformError) -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PlatformError(.read, path, number: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw PlatformError(.read, path, number: EISDIR) }
        var content: [UInt8] = []
        // The size is a hint: 0 for much of /proc, and far beyond any memory for a sparse file.
        content.reserveCapacity(min(Int(status.st_size), limit, 1 << 30))
        var chunk = [UInt8](repeating: 0, count: max(4096, min(Int(status.st_size), 1 << 20)))
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw PlatformError(.read, path, number: errno)
            }
            if count == 0 { return content }
            guard count <= limit - content.count else { throw PlatformError(.read, path, number: EFBIG) }
            content.append(contentsOf: chunk[..<count])
        }
    }

    /// Replaces a file whole: the bytes go to a neighbour first, reach the disk, and take the name in one step. Of two
    /// threads or processes that replace the same file, one wins whole.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(PlatformError) {
        try replace(path, with: bytes, permissions: nil)
    }

    /// Writes what a user wants at a path: a file is replaced whole, a new one made, and what is no file (a device, a pipe) is
    /// written to and stays.
    package static func put(_ bytes: [UInt8], at path: String) throws(PlatformError) {
        var status = stat()
        if isRegularFile(path) { return try rewrite(path, with: bytes) }
        // A link that leads nowhere is no place for a file, and not to be replaced either.
        if lstat(path, &status) == 0 { return try AppendingFile(path: path, truncating: true).append(bytes) }
        try replace(path, with: bytes)
    }

    /// Replaces a file as `replace(_:with:)` does; nobody but its owner and group may read the new one.
    package static func replacePrivately(_ path: String, with bytes: [UInt8]) throws(PlatformError) {
        try replace(path, with: bytes, permissions: nil, isPrivate: true)
    }

    /// Replaces the content of a file as `replace(_:with:)` does. Its permissions stay, and where a link leads to it, the link.
    /// A file that may not be written fails, though its folder would let it be replaced.
    package static func rewrite(_ path: String, with bytes: [UInt8]) throws(PlatformError) {
        var status = stat()
        guard let file = resolved(path), stat(file, &status) == 0, access(file, W_OK) == 0 else {
            throw PlatformError(.write, path, number: errno)
        }
        try replace(file, with: bytes, permissions: status.st_mode & 0o7777)
    }

    private static func replace(
        _ path: String,
        with bytes: [UInt8],
        permissions: mode_t?,
        isPrivate: Bool = false
    ) throws(PlatformError) {
        let neighbour = temporaryNeighbour(of: path)
        do throws(PlatformError) {
            let file = try AppendingFile(path: neighbour, truncating: true, isPrivate: isPrivate)
            if let permissions, chmod(neighbour, permissions) != 0 {
                throw PlatformError(.write, path, number: errno)
            }
            try file.append(bytes)
            try file.synchronize()
        } catch {
            unlink(neighbour)
            throw PlatformError(error.operation, path, number: error.number)
        }
        guard systemRename(neighbour, path) == 0 else {
            let number = errno
            unlink(neighbour)
            throw PlatformError(.rename, path, number: number)
        }
        // Readers see the new content already, and not every file system lets a folder be synchronized.
        try? synchronize(folder: Path.folder(of: path))
    }

    /// A name beside `path` that no other thread or process takes.
    package static func temporaryNeighbour(of path: String) -> String {
        path + ".new-\(getpid())-" + String(UInt32.random(in: .min ... .max), radix: 36)
    }

    /// Gives a finished file its name in one step and reaches the disk; false, and `file` left, where the name is taken.
    /// Needs a file system with hard links: a rename would take the name from whoever has it.
    package static func publish(_ file: String, as path: String) throws(PlatformError) -> Bool {
        guard link(file, path) == 0 else {
            if errno == EEXIST { return false }
            throw PlatformError(.create, path, number: errno)
        }
        unlink(file)
        try synchronize(folder: Path.folder(of: path))
        return true
    }

    /// Waits until the folder's entries (names made, replaced or removed) are on the disk.
    package static func synchronize(folder: String) throws(PlatformError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PlatformError(.open, folder, number: errno) }
        defer { close(descriptor) }
        // EINVAL: a file system whose folders need no synchronizing, or know none.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw PlatformError(.write, folder, number: errno) }
    }

    /// Gives a file another name, in place of whatever had it.
    package static func rename(_ path: String, to newPath: String) throws(PlatformError) {
        guard systemRename(path, newPath) == 0 else { throw PlatformError(.rename, path, number: errno) }
    }

    /// Removes a file's name; nothing happens where there is none.
    package static func remove(_ path: String) throws(PlatformError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw PlatformError(.remove, path, number: errno) }
    }

    /// Makes a folder and those above it that are missing.
    package static func createFolder(_ path: String) throws(PlatformError) {
        if isFolder(path) { return }
        let parent = Path.folder(of: path)
        if parent != path, !isFolder(parent) { try createFolder(parent) }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw PlatformError(.create, path, number: errno) }
        guard isFolder(path) else { throw PlatformError(.create, path, number: ENOTDIR) }
    }

    /// Why a file cannot be read, or nil where it can.
    package static func problemReading(_ path: String) -> PlatformError? {
        if isFolder(path) { return PlatformError(.read, path, number: EISDIR) }
        return access(path, R_OK) == 0 ? nil : PlatformError(.read, path, number: errno)
    }

    /// Why nothing can be written to a file or in a folder, or nil where it can be, as far as permissions tell.
    package static func problemWriting(_ path: String) -> PlatformError? {
        access(path, W_OK) == 0 ? nil : PlatformError(.write, path, number: errno)
    }

    /// Why a file cannot be run as a program, or nil where it can, as far as its permissions tell.
    package static func problemRunning(_ path: String) -> PlatformError? {
        if isFolder(path) { return PlatformError(.run, path, number: EISDIR) }
        return access(path, X_OK) == 0 ? nil : PlatformError(.run, path, number: errno)
    }

    /// Whether a folder of PATH has a program of that name; folders that PATH does not name from the root do not count.
    package static func hasProgram(_ name: String) -> Bool {
        // Where there is no PATH, the system has places of its own.
        let path = Environment.value("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").contains { folder in
            Path.isAbsolute(String(folder)) && problemRunning(Path.join(String(folder), name)) == nil
        }
    }

    /// The names of the folders in a folder, sorted; none where it cannot be read.
    package static func folders(in path: String) -> [String] {
        names(in: path).filter { isFolder(Path.join(path, $0)) }
    }

    /// The names of everything in a folder but `.` and `..`, sorted; none where it cannot be read.
    package static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a path leads to a file with bytes of its own: not to a folder, a device or a pipe.
    package static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The number of bytes of a file, or nil where it is not there.
    package static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// The last byte of a regular file, or nil where it has none or is none.
    package static func lastByte(of path: String) -> UInt8? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            return nil
        }
        var byte: UInt8 = 0
        return pread(descriptor, &byte, 1, status.st_size - 1) == 1 ? byte : nil
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a path is a symbolic link itself, wherever it leads.
    package static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether a folder holds nothing.
    package static func isEmpty(folder: String) throws(PlatformError) -> Bool {
        guard let stream = opendir(folder) else { throw PlatformError(.read, folder, number: errno) }
        defer { closedir(stream) }
        // Only `.` and `..` are always there.
        var count = 0
        while count < 3, readdir(stream) != nil { count += 1 }
        return count < 3
    }

    /// The path with every link followed and every `..` taken, or nil where the file is not there.
    package static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// Where links lead a path out of a folder; nil where it stays inside. Of a file that is not there its folder counts, and a
    /// link to nothing leads out.
    package static func escape(of path: String, from folder: String) -> String? {
        guard let home = resolved(folder.isEmpty ? "." : folder) else { return nil }
        let place: String
        if let target = resolved(path) {
            place = target
        } else {
            // Links in a circle lead nowhere, which whoever reads the file is told.
            if errno == ELOOP { return nil }
            if isLink(path) { return path }
            let parent = Path.folder(of: path)
            guard let target = resolved(parent.isEmpty ? "." : parent) else { return nil }
            place = target
        }
        return place == home || place.hasPrefix(home == "/" ? home : home + "/") ? nil : place
    }

    /// The path from the root. Links in the folder are followed and the file's own is not, so that what the file names
    /// beside itself is still found there.
    package static func absolute(_ path: String) -> String {
        guard let folder = resolved(Path.folder(of: path)) else { return path }
        return Path.join(folder, Path.name(of: path))
    }

    /// The folder this process stands in.
    package static var currentFolder: String { resolved(".") ?? "." }
}
