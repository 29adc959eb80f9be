import Compiler
import Diagnostics
import Plan
import PlanSyntax
import Platform

/// Reads the files that a plan includes, and those that they include.
///
/// A file that is reached twice is taken once: two fragments may both need a third.
struct PlanFiles {
    private static let mostFiles = 64
    private static let greatestDepth = 8

    private let compiler: Compiler
    private let folder: String
    private let allowsOutsidePaths: Bool
    /// How many more bytes are read: all files together are no larger than one may be.
    private var remainingBytes: Int
    private(set) var fragments: [SyntaxTree] = []
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sources: SourceMap
    /// Which files have been included, whatever they are called.
    private(set) var known: Set<String> = []

    /// `folder` is the plan's, and `sources` has the plan's file.
    init(_ compiler: Compiler, folder: String, allowsOutsidePaths: Bool, planBytes: Int, sources: SourceMap) {
        self.compiler = compiler
        self.folder = folder
        self.allowsOutsidePaths = allowsOutsidePaths
        self.sources = sources
        remainingBytes = max(0, SyntaxLimits.standard.bytes - planBytes)
    }

    /// A file on the way to the one at hand.
    private struct Link {
        /// The file as the user knows it.
        let name: String
        /// Which file it is, whatever it is called.
        let identity: String
        /// Its folder, seen from the plan's.
        let folder: String
    }

    /// Reads what the plan includes. `path` is the plan's own, or nil where it has none.
    mutating func read(includesOf tree: SyntaxTree, of path: String?, named name: String) {
        let identity = path.flatMap(FileSystem.resolved) ?? name
        read(includesOf: tree, chain: [Link(name: name, identity: identity, folder: ".")])
    }

    private mutating func read(includesOf tree: SyntaxTree, chain: [Link]) {
        for include in compiler.includes(of: tree) {
            guard let from = chain.last else { return }
            read(include, path: Path.join(from.folder, include.value), chain: chain)
        }
    }

    private mutating func read(_ include: Located<String>, path: String, chain: [Link]) {
        guard allowsOutsidePaths || Path.staysInside(path) else {
            report(
                .badPath,
                "the path `\(include.value)` leads out of the plan's folder",
                at: include.span,
                help: ["keep the file below the plan's folder, or run with --allow-outside-paths"]
            )
            return
        }
        let name = Path.join(folder, path)
        if !allowsOutsidePaths, let target = FileSystem.escape(of: name, from: folder) {
            let (message, help) = OutsidePath.words(include.value, target)
            report(.badPath, message, at: include.span, help: help)
            return
        }
        let link = Link(name: name, identity: FileSystem.resolved(name) ?? name, folder: Path.folder(of: path))
        if let start = chain.firstIndex(where: { $0.identity == link.identity }) {
            let way = (chain[start...].map(\.name) + [chain[start].name]).map { "`\($0)`" }
            report(
                .includeCycle,
                "`\(include.value)` is included by itself",
                at: include.span,
                notes: [way.joined(separator: " includes ")]
            )
            return
        }
        guard !known.contains(link.identity) else { return }
        guard known.count < Self.mostFiles, chain.count <= Self.greatestDepth else {
            let problem =
                known.count < Self.mostFiles
                ? "files are included within files more than \(Self.greatestDepth) deep"
                : "the plan includes more than \(Self.mostFiles) files"
            report(.includeLimit, problem, at: include.span)
            return
        }
        known.insert(link.identity)
        guard let tree = parse(include, link) else { return }
        fragments.append(tree)
        read(includesOf: tree, chain: chain + [link])
    }

    private mutating func parse(_ include: Located<String>, _ link: Link) -> SyntaxTree? {
        do throws(PlatformError) {
            guard !FileSystem.exists(link.name) || FileSystem.isRegularFile(link.name) else {
                report(.unreadableFragment, "cannot read `\(include.value)`: it is not a file", at: include.span)
                return nil
            }
            let bytes = try FileSystem.read(link.name, limit: remainingBytes)
            remainingBytes -= bytes.count
            let file = SourceFile(name: link.name, bytes: bytes)
            let parsed = SyntaxTree.parse(file, id: sources.add(file))
            diagnostics += parsed.diagnostics
            return parsed.tree
        } catch {
            if error.isTooLarge {
                let most = "the plan and all that it includes have at most \(SyntaxLimits.standard.bytes >> 20) MiB"
                report(.includeLimit, "`\(include.value)` is too large", at: include.span, notes: [most])
            } else {
                report(
                    .unreadableFragment,
                    "cannot read `\(include.value)`: \(error.reason)",
                    at: include.span,
                    notes: error.isMissingFile
                        ? ["the path starts from the folder of the file that includes it: `\(link.name)` is not there"]
                        : []
                )
            }
            return nil
        }
    }

    private mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        at span: SourceSpan,
        notes: [String] = [],
        help: [String] = []
    ) {
        diagnostics.append(Diagnostic(code, message, at: .init(span), notes: notes, help: help))
    }
}
