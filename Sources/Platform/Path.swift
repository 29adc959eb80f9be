/// Paths as text, with `/` between their parts.
package enum Path {
    /// The folder that holds the file, `.` where the path names none.
    package static func folder(of path: String) -> String {
        let slash = UInt8(ascii: "/")
        var bytes = path.utf8[...]
        while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
        guard let last = bytes.lastIndex(of: slash) else { return "." }
        bytes = bytes[..<last]
        while bytes.last == slash { bytes.removeLast() }
        return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
    }

    /// The last part of the path.
    package static func name(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? path
    }

    /// `path` seen from `folder`, itself where it is absolute.
    package static func join(_ folder: String, _ path: String) -> String {
        if isAbsolute(path) || folder == "." || folder.isEmpty { return path }
        return folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
    }

    /// Whether the path starts at the root; by bytes, as a combining mark after `/` would hide it from `Character`.
    package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    /// Whether a relative path stays below the folder it starts from, judged by its text alone: by its bytes, as the
    /// system reads it. A path with a NUL does not, since the system would read less than is judged here.
    package static func staysInside(_ path: String) -> Bool {
        guard !isAbsolute(path), !path.utf8.contains(0) else { return false }
        var depth = 0
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual(".".utf8) { continue }
            depth += part.elementsEqual("..".utf8) ? -1 : 1
            if depth < 0 { return false }
        }
        return true
    }
}
