import Compiler
import Datasets
import Diagnostics
import Plan
import PlanSyntax
import Platform

/// Reads a plan and the data it names, and compiles it.
struct PlanLoader {
    let options: Compiler.Options

    /// Standard input as the user names it.
    static let standardInput = "-"

    /// Loads the plan at `path`, or on standard input where that is `-`.
    func load(_ path: String) -> LoadedPlan {
        let isStandardInput = path == Self.standardInput
        let name = isStandardInput ? "<stdin>" : path
        let folder = isStandardInput ? "." : Path.folder(of: path)
        var sources = SourceMap()
        do throws(PlatformError) {
            // One byte more than the reader takes, so that it is the reader who says that the file is too large.
            let limit = SyntaxLimits.standard.bytes + 1
            let bytes =
                isStandardInput
                ? try FileSystem.readStandardInput(limit: limit) : try FileSystem.read(path, limit: limit)
            return load(SourceFile(name: name, bytes: bytes), folder: folder, sources: &sources)
        } catch {
            let file = sources.add(SourceFile(name: name, bytes: []))
            let reason = error.isTooLarge ? "it is larger than 16 MiB" : error.reason
            let diagnostic = Diagnostic(
                .unreadablePlan,
                "cannot read the plan `\(name)`: \(reason)",
                at: .init(SourceSpan(file: file, 0..<0))
            )
            return LoadedPlan(
                name: name,
                folder: folder,
                program: nil,
                diagnostics: [diagnostic],
                missingCapabilities: [],
                sources: sources,
                features: nil
            )
        }
    }

    private func load(_ file: SourceFile, folder: String, sources: inout SourceMap) -> LoadedPlan {
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        var diagnostics = parsed.diagnostics
        var program: Program?
        var features: [String]?
        var missing: [Diagnostic] = []
        if let tree = parsed.tree {
            let compiler = Compiler(language: PlanLanguage.language, options: options)
            let (plan, lowering) = compiler.lower(tree)
            let (facts, problems) = FactFinder(folder: folder).find(plan, sources: &sources)
            let linked = compiler.link(plan, facts: facts)
            let found = lowering + problems + linked.diagnostics
            diagnostics += SplitListFilter.filter(found, after: parsed.diagnostics, in: file)
            program = linked.program
            missing = compiler.missingCapabilities(of: plan)
            features = plan.traffic?.replay?.rows.flatMap { facts.datasets[$0.data.value]?.features }
        }
        return LoadedPlan(
            name: file.name,
            folder: folder,
            program: diagnostics.containsErrors ? nil : program,
            diagnostics: diagnostics.sortedBySource(),
            missingCapabilities: missing.sortedBySource(),
            sources: sources,
            features: features
        )
    }
}
