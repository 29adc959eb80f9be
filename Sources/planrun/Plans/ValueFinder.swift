import Compiler
import Diagnostics
import PlanSyntax
import Platform

/// Finds the values of a plan's parameters: what a run has recorded, then `--set`, then files, then the environment.
struct ValueFinder {
    let values: PlanValues
    private(set) var given = GivenValues()
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sources: SourceMap

    init(_ values: PlanValues, sources: SourceMap) {
        self.values = values
        self.sources = sources
    }

    mutating func find(_ parameters: [DeclaredParameter]) {
        let declared = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
        for setting in values.recorded { add(setting, from: "journal", .recorded, declared) }
        for setting in values.settings { add(setting, from: "--set", .setting, declared) }
        for path in values.files.reversed() { addFile(path) }
        for parameter in parameters where !parameter.isSecret {
            guard let value = environment(parameter.name) else { continue }
            let setting = PlanValues.Setting(name: parameter.name, value: value)
            add(setting, from: "environment", .environment, declared)
        }
        for path in values.secretFiles { addSecrets(path, declared) }
        for parameter in parameters where parameter.isSecret && given.secrets[parameter.name] == nil {
            given.secrets[parameter.name] = environment(parameter.name)
        }
    }

    /// A variable that is empty counts as not set, as nobody can tell the two apart in every shell.
    private func environment(_ name: String) -> String? {
        Environment.value(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Adds a value of which there is no file: findings point into a text like `RATE=20/s`.
    private mutating func add(
        _ setting: PlanValues.Setting,
        from place: String,
        _ source: GivenValue.Source,
        _ declared: [String: DeclaredParameter]
    ) {
        let parameter = declared[setting.name]
        // Of a secret not even this is kept: it is refused for having been given here.
        let value = parameter?.isSecret == true ? "" : setting.value
        let file = SourceFile(name: place, bytes: Array("\(setting.name)=\(value)".utf8))
        let id = sources.add(file)
        let nameLength = setting.name.utf8.count
        let tree = SyntaxTree.scalar(
            nameLength + 1..<file.bytes.count,
            of: file,
            id: id,
            isText: parameter?.isText ?? true
        )
        let nameSpan = SourceSpan(file: id, 0..<nameLength)
        given.values.append(GivenValue(setting.name, at: nameSpan, value: tree.root, source: source))
    }

    // MARK: Files

    private mutating func addFile(_ path: String) {
        guard let bytes = read(path, "the file of values") else { return }
        let file = SourceFile(name: path, bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        diagnostics += parsed.diagnostics
        guard let root = parsed.tree?.root else { return }
        guard root.kind == .mapping else {
            diagnostics.append(
                Diagnostic(
                    .unreadableValues,
                    "a file of values is a mapping from names to values",
                    at: .init(root.span),
                    help: ["write a line such as `RATE: 20/s` for each"]
                )
            )
            return
        }
        for entry in root.entries {
            given.values.append(
                GivenValue(entry.key.text, at: entry.key.span, value: entry.value, source: .file(path))
            )
        }
    }

    /// Adds the secrets of a file that the plan declares. Nothing of the file is shown, whatever is wrong with it; names that
    /// the plan does not declare may be those of other plans.
    private mutating func addSecrets(_ path: String, _ declared: [String: DeclaredParameter]) {
        guard let bytes = read(path, "the file of secrets") else { return }
        let hidden = SourceFile(name: path, bytes: bytes)
        let parsed = SyntaxTree.parse(hidden, id: SourceFile.ID(index: sources.files.count))
        let root = parsed.tree?.root
        if let problem = parsed.diagnostics.first(where: { $0.severity == .error }) {
            let line = hidden.position(of: problem.primary.span.lowerBound).line
            refuse(path, "its line \(line) breaks the rule `\(problem.code.slug)`")
        } else if root?.kind != .mapping {
            refuse(path, "it is no mapping from names to values")
        }
        for entry in root?.entries.map({ $0 }) ?? [] {
            guard let parameter = declared[entry.key.text] else { continue }
            let line = hidden.position(of: entry.key.span.lowerBound).line
            if !parameter.isSecret {
                refuse(path, "`\(parameter.name)`, on its line \(line), is not declared a secret")
            } else if entry.value.kind != .scalar || entry.value.isMissing {
                refuse(path, "`\(parameter.name)`, on its line \(line), has no single value")
            } else {
                given.secrets[parameter.name] = entry.value.text
            }
        }
    }

    private mutating func refuse(_ path: String, _ problem: String) {
        let file = sources.add(SourceFile(name: path, bytes: []))
        diagnostics.append(
            Diagnostic(
                .unreadableValues,
                "the file of secrets `\(path)` cannot be used: \(problem)",
                at: .init(SourceSpan(file: file, 0..<0)),
                notes: ["its lines are not shown"]
            )
        )
    }

    private mutating func read(_ path: String, _ what: String) -> [UInt8]? {
        do throws(PlatformError) {
            return try FileSystem.read(path, limit: SyntaxLimits.standard.bytes)
        } catch {
            let file = sources.add(SourceFile(name: path, bytes: []))
            diagnostics.append(
                Diagnostic(
                    .unreadableValues,
                    "cannot read \(what) `\(path)`: \(error.reason)",
                    at: .init(SourceSpan(file: file, 0..<0))
                )
            )
            return nil
        }
    }
}
