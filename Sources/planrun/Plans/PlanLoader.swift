import Compiler
import Datasets
import Diagnostics
import Plan
import PlanSyntax
import Platform

/// Reads a plan, the files it includes and the data it names, and compiles it.
struct PlanLoader {
    let options: Compiler.Options
    var values = PlanValues()
    /// The folder that a plan's paths start from, where it is not the plan's own.
    var folder: String?

    /// Standard input as the user names it.
    static let standardInput = "-"

    /// Loads the plan at `path`, or on standard input where that is `-`.
    func load(_ path: String) -> LoadedPlan {
        let isStandardInput = path == Self.standardInput
        let name = isStandardInput ? "<stdin>" : path
        let folder = folder ?? (isStandardInput ? "." : Path.folder(of: path))
        var sources = SourceMap()
        do throws(PlatformError) {
            // One byte more than the reader takes, so that it is the reader who says that the file is too large.
            let limit = SyntaxLimits.standard.bytes + 1
            let bytes =
                isStandardInput
                ? try FileSystem.readStandardInput(limit: limit) : try FileSystem.read(path, limit: limit)
            let file = SourceFile(name: name, bytes: bytes)
            return load(file, path: isStandardInput ? nil : path, folder: folder, sources: &sources)
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

    private func load(
        _ file: SourceFile,
        path: String?,
        folder: String,
        sources: inout SourceMap
    ) -> LoadedPlan {
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        var diagnostics = parsed.diagnostics
        var program: Program?
        var features: [String]?
        var missing: [Diagnostic] = []
        var parameters = PlanParameters()
        if let tree = parsed.tree {
            let compiler = Compiler(language: PlanLanguage.language, options: options)
            let (document, given) = gather(tree, of: file, path, folder, compiler, &sources, &diagnostics)
            let lowered = compiler.lower(document, given: given)
            let plan = lowered.plan
            let (facts, problems) = FactFinder(folder: folder).find(plan, sources: &sources)
            let linked = compiler.link(plan, facts: facts)
            let found = lowered.diagnostics + lowered.origins.explaining(problems + linked.diagnostics)
            diagnostics += SplitListFilter.filter(found, after: diagnostics, in: sources)
            if values.requiresSecrets { diagnostics += lowered.unsetSecrets }
            diagnostics = ClearSecretMask.apply(to: diagnostics, &sources)
            program = linked.program
            missing = compiler.missingCapabilities(of: plan)
            parameters = PlanParameters(values: lowered.values, secrets: lowered.secrets)
            features = plan.traffic?.replay?.rows.flatMap { facts.datasets[$0.data.value]?.features }
        }
        return LoadedPlan(
            name: file.name,
            folder: folder,
            program: diagnostics.containsErrors ? nil : program,
            diagnostics: diagnostics.sortedBySource(),
            missingCapabilities: missing.sortedBySource(),
            sources: sources,
            features: features,
            parameters: parameters
        )
    }

    /// What is outside of the plan's file: the files that it includes, and the values of its parameters.
    private func gather(
        _ tree: SyntaxTree,
        of file: SourceFile,
        _ path: String?,
        _ folder: String,
        _ compiler: Compiler,
        _ sources: inout SourceMap,
        _ diagnostics: inout [Diagnostic]
    ) -> (document: PlanDocument, given: GivenValues) {
        var files = PlanFiles(
            compiler,
            folder: folder,
            allowsOutsidePaths: options.allowsOutsidePaths,
            planBytes: file.bytes.count,
            sources: sources
        )
        files.read(includesOf: tree, of: path, named: file.name)
        let document = PlanDocument(tree, fragments: files.fragments)
        var finder = ValueFinder(values, sources: files.sources)
        finder.find(compiler.parameters(of: document))
        sources = finder.sources
        diagnostics += files.diagnostics + finder.diagnostics
        return (document, finder.given)
    }
}
