import Diagnostics
import Formatting
import PlanSyntax
import Platform

/// The files that paths of the command line stand for: themselves, and planrun's files in folders and the folders in them.
struct FormattingTargets {
    private(set) var files: [String] = []
    /// The folders in which there is none.
    private(set) var emptyFolders: [String] = []

    init(_ paths: [String]) {
        var seen: Set<String> = []
        for path in paths {
            let found = FileSystem.isFolder(path) ? Self.files(in: path) : [path]
            if found.isEmpty { emptyFolders.append(path) }
            for file in found where seen.insert(FileSystem.resolved(file) ?? file).inserted { files.append(file) }
        }
    }

    private static func files(in folder: String) -> [String] {
        var files: [String] = []
        for name in FileSystem.names(in: folder) where !name.hasPrefix(".") {
            let path = folder == "." ? name : Path.join(folder, name)
            if FileSystem.isFolder(path) {
                // A link to a folder may lead back to where it stands.
                if !FileSystem.isLink(path) { files += Self.files(in: path) }
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml"), isPlan(path) {
                files.append(path)
            }
        }
        return files
    }

    /// Whether a file is planrun's; one that cannot be read is, so that somebody says so.
    private static func isPlan(_ path: String) -> Bool {
        guard FileSystem.isRegularFile(path) else { return false }
        do throws(PlatformError) {
            let bytes = try FileSystem.read(path, limit: SyntaxLimits.standard.bytes)
            return PlanFormatter.isPlan(SourceFile(name: path, bytes: bytes))
        } catch {
            return !error.isTooLarge
        }
    }
}
