internal import Glibc

/// Who runs this process, and where.
package enum Identity {
    /// The user's number.
    package static var userID: Int { Int(getuid()) }

    /// The user's name, or nil where the system knows none.
    package static var userName: String? {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return nil }
        return String(cString: name)
    }

    package static var processID: Int { Int(getpid()) }

    /// The machine's name, or nil where it has none.
    package static var host: String? {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return nil }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
