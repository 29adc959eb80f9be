import Diagnostics
import Formatting
import PlanSyntax
import Platform

/// A file and its canonical form.
struct FormattedFile {
    let path: String
    /// What messages call it.
    let name: String
    let text: String
    private let original: [UInt8]

    var isChanged: Bool { Array(text.utf8) != original }

    /// What would change, as a unified diff; empty where nothing would.
    var difference: String { UnifiedDiff(name: name, from: original, to: Array(text.utf8)).text }

    /// Nil, with a problem, where the file cannot be read or has errors.
    init?(_ path: String, name: String, _ problems: inout FormattingProblems) {
        let isStandardInput = path == PlanLoader.standardInput
        guard isStandardInput || !FileSystem.exists(path) || FileSystem.isRegularFile(path) else {
            problems.add(.unreadablePlan, "cannot format `\(name)`: it is a pipe or a device, not a file", of: name)
            return nil
        }
        let limit = SyntaxLimits.standard.bytes + 1
        do throws(PlatformError) {
            original =
                isStandardInput
                ? try FileSystem.readStandardInput(limit: limit) : try FileSystem.read(path, limit: limit)
        } catch {
            let reason = error.isTooLarge ? "it has more than \(SyntaxLimits.standard.bytes) bytes" : error.reason
            let code: DiagnosticCode = error.isTooLarge ? .fileTooLarge : .unreadablePlan
            problems.add(code, "cannot read the plan `\(name)`: \(reason)", of: name)
            return nil
        }
        let file = SourceFile(name: name, bytes: original)
        let result = PlanFormatter.format(file, id: problems.add(file))
        problems.add(result.diagnostics)
        guard let text = result.text else { return nil }
        guard result.isMapping else {
            // Nearly every text is one of YAML, and a table or a letter would not be the same afterwards.
            problems.add(.unreadablePlan, "cannot format `\(name)`: a plan is a mapping, and this is none", of: name)
            return nil
        }
        self.path = path
        self.name = name
        self.text = text
    }
}
