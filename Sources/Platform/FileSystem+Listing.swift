internal import Glibc

extension FileSystem {
    /// An entry of a folder.
    package struct Entry: Sendable, Hashable {
        package enum Kind: Hashable, Sendable {
            /// A file, or a link to one.
            case file
            /// A folder itself, not a link to one.
            case folder
            /// A pipe, a device, a link to a folder or to nothing.
            case other
            /// Whatever it is, its name is not UTF-8, and `name` shows it with the bad bytes replaced.
            case nameless(isFolder: Bool)
        }

        package let name: String
        package let kind: Kind
    }

    /// What a folder holds, by the bytes of the names.
    package static func entries(of folder: String) throws(PlatformError) -> [Entry] {
        guard let stream = opendir(folder) else { throw PlatformError(.read, folder, number: errno) }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let entry = readdir(stream) {
            let (name, isExact) = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { bytes in
                    (String(cString: bytes), String(validatingCString: bytes) != nil)
                }
            }
            let isFolder = Int(entry.pointee.d_type) == Int(DT_DIR)
            if name == "." || name == ".." { continue }
            entries.append(
                Entry(name: name, kind: isExact ? kind(of: Path.join(folder, name)) : .nameless(isFolder: isFolder))
            )
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func kind(of path: String) -> Entry.Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other }
        if status.st_mode & S_IFMT == S_IFDIR { return .folder }
        return isRegularFile(path) ? .file : .other
    }
}
