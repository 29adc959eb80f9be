import Plan
import Platform

/// Finds the clocks of zones in the time zone database of this machine.
enum ZoneFinder {
    /// Where the database is, unless `TZDIR` says so.
    private static let standardFolder = "/usr/share/zoneinfo"
    private static let largestFile = 1 << 20

    private static var folder: String { Environment.value("TZDIR") ?? standardFolder }

    /// The zone of a name; nil where there is none.
    static func zone(_ name: String) -> ZoneRules? {
        if let zone = ZoneRules(fixed: name) { return zone }
        guard isName(name), let bytes = try? FileSystem.read(Path.join(folder, name), limit: largestFile) else {
            return nil
        }
        return ZoneRules(name: name, file: bytes)
    }

    /// What the database's folder has besides zones: the zone of this machine, which is another on the next, and the same zones
    /// again with and without leap seconds.
    private static let others: Set = ["localtime", "posixrules", "Factory", "posix", "right"]

    /// Names lead nowhere else than into the database, and mean the same zone on every machine.
    private static func isName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let first = name.split(separator: "/").first ?? ""
        return !others.contains(String(first))
            && parts.allSatisfy { part in
                part.first.map { $0 != UInt8(ascii: ".") } ?? false
                    && part.allSatisfy { byte in
                        (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
                            || "_+-.".utf8.contains(byte)
                    }
            }
    }

    /// The names that the database has, those of files with leap seconds and of doubles aside.
    static var names: [String] {
        var names: [String] = []
        collect(in: folder, below: "", &names)
        return names
    }

    private static func collect(in folder: String, below prefix: String, _ names: inout [String]) {
        guard let entries = try? FileSystem.entries(of: folder) else { return }
        for entry in entries where isName(entry.name) {
            switch entry.kind {
            case .file where !entry.name.contains("."): names.append(prefix + entry.name)
            case .folder where prefix.utf8.count < 40:
                collect(in: Path.join(folder, entry.name), below: prefix + entry.name + "/", &names)
            default: continue
            }
        }
    }
}
