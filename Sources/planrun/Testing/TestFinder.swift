import Platform

/// Finds the files of tests that a command line names: files as they are, and in folders and the folders below every file
/// whose name ends in `.test.yaml` or `.test.yml`.
struct TestFinder {
    /// In the order of their names' bytes, none twice.
    private(set) var files: [String] = []
    /// The folders that have none, and why not.
    private(set) var empty: [(folder: String, reason: String)] = []

    init(_ arguments: [String]) {
        var found: Set<String> = []
        for argument in arguments {
            guard FileSystem.isFolder(argument) else {
                found.insert(argument)
                continue
            }
            let count = found.count
            walk(argument, &found)
            if found.count == count { empty.append((argument, "the folder holds no tests")) }
        }
        files = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private mutating func walk(_ root: String, _ found: inout Set<String>) {
        var folders = [root]
        while let folder = folders.popLast() {
            let entries: [FileSystem.Entry]
            do throws(PlatformError) {
                entries = try FileSystem.entries(of: folder)
            } catch {
                empty.append((folder, error.reason))
                continue
            }
            for entry in entries where entry.name.utf8.first != UInt8(ascii: ".") {
                let path = folder == "." ? entry.name : Path.join(folder, entry.name)
                switch entry.kind {
                case .folder: folders.append(path)
                case .file where Self.suffixes.contains(where: entry.name.hasSuffix): found.insert(path)
                case .nameless(let isFolder) where isFolder || Self.suffixes.contains(where: entry.name.hasSuffix):
                    empty.append((path, "its name is not UTF-8"))
                case .file, .other, .nameless: continue
                }
            }
        }
    }

    private static let suffixes = [".test.yaml", ".test.yml"]

    /// The plan that a file of tests is for by its name: `x.yaml` of `x.test.yaml`.
    static func plan(besides file: String) -> String? {
        for suffix in suffixes where file.hasSuffix(suffix) {
            return String(file.dropLast(suffix.count)) + String(suffix.dropFirst(".test".count))
        }
        return nil
    }
}
