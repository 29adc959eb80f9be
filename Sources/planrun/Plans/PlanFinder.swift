import Platform

/// Finds the plans that a command line names: files as they are, and those in folders and the folders below.
///
/// In a folder every `.yaml` and `.yml` file is looked at, and is a plan where it has the key `planrun` at its top; the
/// others are counted. Which of the plans are only parts of others `FoundPlans` sees once they are read. Hidden files and
/// folders are left out. Links to files are followed, links to folders are not, so that no walk goes round in a circle. A
/// folder that is named is walked even where it is hidden or a link.
struct PlanFinder {
    /// In the order of their names' bytes, none twice.
    private(set) var inputs: [PlanInput] = []
    /// How many files of the folders are no plans.
    private(set) var skipped = 0

    init(_ arguments: [String], standardInputName: String?) {
        for argument in arguments {
            let input = PlanInput(argument: argument, standardInputName: standardInputName)
            if input.source == .file, FileSystem.isFolder(argument) {
                let count = inputs.count
                walk(argument)
                if inputs.count == count { inputs.append(.emptyFolder(argument)) }
            } else {
                inputs.append(input)
            }
        }
        guard inputs.count > 1 else { return }
        // One file may be named in several ways, and is a named one where it is found in a folder too.
        var seen: Set<String> = []
        inputs.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let found = inputs.filter { $0.root == nil } + inputs.filter { $0.root != nil }
        inputs = found.filter {
            seen.insert($0.source == .file ? FileSystem.absolute($0.name) : "\0" + $0.name).inserted
        }
        inputs.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private mutating func walk(_ root: String) {
        var folders = [root]
        while let folder = folders.popLast() {
            let entries: [FileSystem.Entry]
            do throws(PlatformError) {
                entries = try FileSystem.entries(of: folder)
            } catch {
                inputs.append(PlanInput(name: folder, source: .none(error.reason)))
                continue
            }
            for entry in entries where entry.name.utf8.first != UInt8(ascii: ".") {
                let path = folder == "." ? entry.name : Path.join(folder, entry.name)
                switch entry.kind {
                case .folder: folders.append(path)
                case .file where Self.isYAML(entry.name): add(path, root)
                case .nameless(let isFolder) where isFolder || Self.isYAML(entry.name):
                    inputs.append(PlanInput(name: path, source: .none("its name is not UTF-8")))
                case .file, .other, .nameless: continue
                }
            }
        }
    }

    private static func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    private mutating func add(_ path: String, _ root: String) {
        // What cannot be read is shown to be so rather than left out.
        let head = try? FileSystem.read(path, limit: PlanLoader.largestFile)
        if let head, !Self.isPlan(head) {
            skipped += 1
        } else {
            inputs.append(PlanInput(name: path, root: root))
        }
    }

    /// Whether a line of the outermost mapping begins with the key `planrun`. The text need not be readable as YAML: what is wrong
    /// with it is for the reader to say.
    static func isPlan(_ bytes: [UInt8]) -> Bool { PlanHead(bytes).hasKey }
}
