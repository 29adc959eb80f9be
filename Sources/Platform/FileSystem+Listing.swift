internal import Glibc

extension FileSystem {
    /// An entry of a folder.
    package struct Entry: Sendable, Hashable {
        package enum Kind: Sendable {
            /// A file, or a link to one.
            case file
            /// A folder itself, not a link to one.
            case folder
            /// A pipe, a device, a link to a folder or to nothing.
            case other
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
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            entries.append(Entry(name: name, kind: kind(of: Path.join(folder, name))))
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
