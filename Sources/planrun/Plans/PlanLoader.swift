import Compiler
import Datasets
import Diagnostics
import Plan
import PlanSyntax
import Platform

/// Reads a plan, the files it includes and the data it names, and compiles it.
struct PlanLoader: Sendable {
    let options: Compiler.Options
    var values = PlanValues()
    /// The folder that a plan's paths start from, where it is not the plan's own.
    var folder: String?
    var limits = SyntaxLimits.standard
    /// The zone whose clocks a run has on record.
    var recordedZone: String?
    /// Whether a run of the plan has begun.
    var isUnderWay = false
    /// Whether the libraries are looked for by which it reaches what the plan names.
    var checksLibraries = false
    /// Whether what the author said is wanted beside the program.
    var keepsAuthored = false

    /// Standard input as the user names it.
    static let standardInput = "-"

    /// One byte more than the reader takes, so that it is the reader who says that the file is too large.
    static let largestFile = SyntaxLimits.standard.bytes + 1

    /// Loads the plan at `path`, or on standard input where that is `-`.
    func load(_ path: String) -> LoadedPlan { load(PlanInput(argument: path)) }

    func load(_ input: PlanInput) -> LoadedPlan {
        do throws(PlatformError) {
            switch input.source {
            case .file: return load(input, try FileSystem.read(input.name, limit: limits.bytes + 1))
            case .standardInput: return load(input, try FileSystem.readStandardInput(limit: limits.bytes + 1))
            case .none(let reason): return unreadable(input, reason)
            }
        } catch {
            guard error.isTooLarge else { return unreadable(input, error.reason) }
            return unreadable(input, "it has more than \(limits.bytes) bytes", as: .fileTooLarge)
        }
    }

    /// Loads a plan whose text is known. What the plan names lies in the folder of its name.
    func load(_ input: PlanInput, _ bytes: [UInt8]) -> LoadedPlan {
        let file = SourceFile(name: input.name, bytes: bytes)
        let folder = folder ?? Path.folder(of: input.name)
        var sources = SourceMap()
        let parsed = SyntaxTree.parse(file, id: sources.add(file), limits: limits)
        var diagnostics = parsed.diagnostics
        var program: Program?
        var features: [String]?
        var missing: [Diagnostic] = []
        var parameters = PlanParameters()
        var includes: Set<String> = []
        var isFragment = false
        var authored: ReleasePlan?
        var allowed: [AllowedDiagnostic] = []
        if let tree = parsed.tree {
            let compiler = Compiler(language: PlanLanguage.language, options: options)
            let path = input.source == .file ? input.name : nil
            let (document, given, included) = gather(tree, of: file, path, folder, compiler, &sources, &diagnostics)
            var lowered = compiler.lower(document, given: given)
            includes = included
            isFragment = compiler.isFragment(tree)
            let plan = lowered.plan
            lowered.plan = ReleasePlan()
            if keepsAuthored { authored = plan }
            let finder = FactFinder(
                folder: folder,
                allowsOutsidePaths: options.allowsOutsidePaths,
                recordedZone: recordedZone,
                planFile: path,
                isUnderWay: isUnderWay
            )
            let (facts, problems) = finder.find(plan, sources: &sources)
            missing = compiler.missingCapabilities(of: plan)
            if checksLibraries { missing += LibraryCheck(language: PlanLanguage.language).missing(in: plan) }
            features = plan.traffic?.replay?.rows.flatMap { facts.datasets[$0.data.value]?.features }
            let linked = compiler.link(consume plan, facts: facts)
            let found = lowered.diagnostics + lowered.origins.explaining(problems + linked.diagnostics)
            diagnostics += SplitListFilter.filter(found, after: diagnostics, in: sources)
            if values.requiresSecrets { diagnostics += lowered.unsetSecrets }
            diagnostics = ClearSecretMask.apply(to: diagnostics, &sources)
            program = linked.program
            parameters = PlanParameters(values: lowered.values, secrets: lowered.secrets)
            let allowances = Allowances(codes: PlanLanguage.codes, in: sources)
            (diagnostics, allowed) = allowances.apply(to: diagnostics, comments: document.trees.flatMap(\.comments))
            if !values.settings.isEmpty || !values.files.isEmpty { keepAllowances(in: &diagnostics) }
        }
        return LoadedPlan(
            name: input.name,
            folder: folder,
            program: diagnostics.containsErrors ? nil : program,
            diagnostics: diagnostics.map { Self.keepingOwnFix($0, of: file) }.sortedBySource(),
            allowed: allowed,
            missingCapabilities: missing.sortedBySource(),
            text: bytes,
            sources: sources,
            features: features,
            parameters: parameters,
            includes: includes,
            isFragment: isFragment,
            authored: authored
        )
    }

    /// With other values a comment may be needed that is not with these, so it is not for a fix to take it away.
    private func keepAllowances(in diagnostics: inout [Diagnostic]) {
        for index in diagnostics.indices where diagnostics[index].code == .unusedAllow { diagnostics[index].fix = nil }
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
    ) -> (document: PlanDocument, given: GivenValues, includes: Set<String>) {
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
        return (document, finder.given, files.known)
    }

    /// A fix in another file is not offered: that file may belong to other plans too, or be no file at all. Nor is one that
    /// would write over a variable, whose value is what is wrong.
    private static func keepingOwnFix(_ diagnostic: Diagnostic, of file: SourceFile) -> Diagnostic {
        guard let span = diagnostic.fix?.span else { return diagnostic }
        var diagnostic = diagnostic
        if span.file != LoadedPlan.ownFile || file.text(in: span.range).contains("${") { diagnostic.fix = nil }
        return diagnostic
    }

    /// The findings of the first part of loading alone: what is wrong with a text as YAML.
    func syntaxFindings(_ input: PlanInput, _ bytes: [UInt8]) -> [Diagnostic] {
        SyntaxTree.parse(SourceFile(name: input.name, bytes: bytes), id: LoadedPlan.ownFile, limits: limits).diagnostics
    }

    private func unreadable(
        _ input: PlanInput,
        _ reason: String,
        as code: DiagnosticCode = .unreadablePlan
    ) -> LoadedPlan {
        var sources = SourceMap()
        let file = sources.add(SourceFile(name: input.name, bytes: []))
        let diagnostic = Diagnostic(
            code,
            "cannot read the plan `\(input.name)`: \(reason)",
            at: .init(SourceSpan(file: file, 0..<0))
        )
        return LoadedPlan(
            name: input.name,
            folder: Path.folder(of: input.name),
            program: nil,
            diagnostics: [diagnostic],
            missingCapabilities: [],
            text: [],
            sources: sources,
            features: nil,
            parameters: PlanParameters()
        )
    }
}
