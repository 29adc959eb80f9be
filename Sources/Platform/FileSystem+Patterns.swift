extension FileSystem {
    /// The files that a path stands for, in order: in its last part `*` stands for any characters and `?` for one, as in a shell, and
    /// what begins with a point is passed over unless the part does. The path itself where there is neither, or no such file.
    package static func files(matching path: String) -> [String] {
        let pattern = Path.name(of: path)
        guard pattern.contains("*") || pattern.contains("?") else { return [path] }
        let folder = Path.folder(of: path)
        let wanted = Array(pattern.utf8)
        let found = names(in: folder.isEmpty ? "." : folder).filter { name in
            (!name.hasPrefix(".") || pattern.hasPrefix(".")) && matches(Array(name.utf8), wanted)
        }
        let files = found.map { Path.join(folder, $0) }.filter(isRegularFile)
        return files.isEmpty ? [path] : files
    }

    /// Whether a name is of a pattern. What follows the last `*` that was met is tried further on until it fits, and nothing before
    /// that need be tried again.
    private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        var (place, wanted) = (0, 0)
        var star: (pattern: Int, place: Int)?
        while place < name.count {
            if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "*") {
                star = (wanted + 1, place)
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == name[place] {
                (place, wanted) = (place + 1, wanted + 1)
            } else if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "?") {
                place = character(after: place, in: name)
                wanted += 1
            } else if let last = star {
                let next = character(after: last.place, in: name)
                star = (last.pattern, next)
                (place, wanted) = (next, last.pattern)
            } else {
                return false
            }
        }
        return pattern[wanted...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// Where the next character begins: those of UTF-8 are of several bytes.
    private static func character(after place: Int, in name: [UInt8]) -> Int {
        var next = place + 1
        while next < name.count, name[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}
