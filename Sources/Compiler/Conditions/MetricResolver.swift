import Diagnostics
import Plan

/// Finds the metrics that conditions and messages name, and checks that they can be read where they stand.
struct MetricResolver {
    private let metrics: [String: MetricDescriptor]
    /// What the plan's own names for bundled metrics stand for.
    private let aliases: [String: MetricReference]
    private let declared: DeclaredMetrics
    /// The values that each metric can take.
    let ranges: [String: ClosedRange<Double>]
    /// Every name that a metric can be written by, for suggestions.
    private let spellings: [String]
    private let references = ReferenceTable()
    var scope = ConditionScope.nothing
    private var findings = Findings()

    /// What has been said, and what is remembered of it.
    struct Findings {
        fileprivate(set) var diagnostics: [Diagnostic] = []
        /// What has been reported missing: by its help, where in `diagnostics`.
        fileprivate var missing: [String: Int] = [:]
        fileprivate var speller = Speller()
    }

    init(language: Language, declared: DeclaredMetrics = .none) {
        // A declared metric takes the place of a bundled one.
        let bundled = language.metrics.filter { metric in !declared.descriptors.contains { $0.name == metric.name } }
        let all = bundled + declared.descriptors
        metrics = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
        aliases = declared.aliases
        self.declared = declared
        ranges = metrics.mapValues(\.range)
        spellings = all.flatMap { metric in
            (metric.requiresVariant ? [] : [metric.name]) + metric.variants.map { "\(metric.name).\($0.name)" }
        }
    }

    func type(of reference: MetricReference) -> ValueType? { metrics[reference.name]?.type }

    func type(of syntax: MetricSyntax) -> ValueType? {
        let head = syntax.head
        return (metrics[syntax.name] ?? metrics[head])?.type
    }

    /// What to do about metrics whose type is not the one that is wanted, as nobody has said it.
    func typeHelp(_ metrics: [String]) -> [String] {
        guard let metric = metrics.first(where: declared.untyped.contains) else { return [] }
        return ["say under `metrics` of what type `\(metric)` is, as in `type: fraction`: unless stated it is a score"]
    }

    mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        at span: SourceSpan,
        _ label: String = "",
        help: [String] = [],
        notes: [String] = []
    ) {
        report(Diagnostic(code, message, at: .init(span, label), notes: notes, help: help))
    }

    mutating func report(_ diagnostic: Diagnostic) { findings.diagnostics.append(diagnostic) }

    var diagnostics: [Diagnostic] { findings.diagnostics }

    /// Begins as if nothing had been said.
    mutating func putFindingsAside() -> Findings {
        var others = Findings()
        // Guesses have a bound of their own, which holds whatever becomes of what is said.
        others.speller = findings.speller
        swap(&others, &findings)
        return others
    }

    mutating func bringBack(_ others: Findings) { findings = others }

    /// Reports that the plan lacks something, once for all conditions that ask for it and are helped by the same.
    mutating func reportMissing(_ code: DiagnosticCode, _ message: String, at span: SourceSpan, help: String) {
        if let place = findings.missing[help] {
            findings.diagnostics[place].secondary.append(.init(span, "and here"))
        } else {
            findings.missing[help] = diagnostics.count
            report(code, message, at: span, help: [help])
        }
    }

    /// The metric that the syntax names, or nil where a diagnostic says what is wrong.
    mutating func resolve(_ syntax: MetricSyntax) -> (reference: MetricReference, type: ValueType)? {
        guard let (descriptor, variant) = lookUp(syntax), !declared.unreadable.contains(descriptor.name) else {
            return nil
        }
        guard scope.sources.contains(descriptor.source) else {
            reportMissing(
                .metricWithoutSource,
                "nothing provides `\(descriptor.name)` here",
                at: syntax.span,
                help: scope.adviceForMissing(descriptor.source)
            )
            return nil
        }
        guard takes(syntax, descriptor, variant), knowsSelectors(syntax, descriptor) else { return nil }
        if let window = syntax.window, !scope.takesWindows {
            report(.selectorMisuse, "an assessment looks at rows, not at a time", at: window.span)
            return nil
        }
        guard syntax.segmentColumns.allSatisfy({ knowsSegment($0) }) else { return nil }
        let alias = aliases[descriptor.name]
        let reference = MetricReference(
            alias?.name ?? descriptor.name,
            variant: alias?.variant ?? variant,
            selectors: alias?.selectors ?? syntax.selectors.map(\.value),
            segment: syntax.segment?.value,
            window: syntax.window?.value
        )
        return (references.shared(reference), descriptor.type)
    }

    // MARK: Names

    private static let shortName = 4

    private mutating func lookUp(_ syntax: MetricSyntax) -> (MetricDescriptor, variant: String?)? {
        let name = syntax.name
        if let descriptor = metrics[name] {
            guard descriptor.requiresVariant else { return (descriptor, nil) }
            report(
                .unknownMetric,
                "`\(name)` has several readings, and the condition does not say which",
                at: syntax.nameSpan,
                help: ["write one of \(descriptor.readings.quotedList)"]
            )
            return nil
        }
        let head = syntax.head
        if let last = syntax.path.last, let descriptor = metrics[head], !descriptor.variants.isEmpty {
            if descriptor.variants.contains(where: { $0.name == last.value }) { return (descriptor, last.value) }
            let names = descriptor.variants.map(\.name)
            // A number that is not there is no slip of one that is.
            func letters(_ name: String) -> String { name.filter { !$0.isNumber } }
            let nearest = findings.speller.meant(by: last.value, among: names).flatMap { name in
                letters(name) == letters(last.value) ? nil : name
            }
            report(
                .unknownMetric,
                "`\(head)` has no reading `\(last.value)`",
                at: last.span,
                help: [nearest.map { "did you mean `\(head).\($0)`?" } ?? "it has \(descriptor.readings.quotedList)"]
            )
            return nil
        }
        let nearest = findings.speller.meant(by: name, among: spellings)
        var diagnostic = Diagnostic(
            .unknownMetric,
            "unknown metric `\(name)`",
            at: .init(syntax.nameSpan),
            help: nearest.map { ["did you mean `\($0)`?"] } ?? []
        )
        // Of short names one letter makes another metric: `ppv` may be `npv` or a name of somebody's own.
        if nearest != nil, name.count > Self.shortName, syntax.nameSpan.range.count == name.utf8.count {
            let meant = Suggestion.clear(for: name, among: spellings)
            // A reading that is not there may be that of another metric: `accuracy.p95` of `latency`.
            let isWhole = meant?.contains(".") == name.contains(".")
            diagnostic.fix = isWhole ? meant.map { .init(syntax.nameSpan, replacement: $0) } : nil
        }
        report(diagnostic)
        return nil
    }

    // MARK: Brackets

    /// Whether there are as many names in the brackets as the metric takes.
    private mutating func takes(
        _ syntax: MetricSyntax,
        _ descriptor: MetricDescriptor,
        _ variant: String?
    ) -> Bool {
        let count = syntax.selectors.count
        let name = syntax.name
        let problem: String? =
            switch descriptor.selector {
            case .none: count == 0 ? nil : "`\(name)` takes no brackets"
            case .optionalClass where variant != nil:
                count == 0 ? nil : "`\(name)` is over all classes and takes no class in brackets"
            case .optionalClass: count <= 1 ? nil : "`\(name)` takes one class in brackets"
            case .classPair:
                count == 2 ? nil : "`\(name)` takes two classes in brackets, the true one and the predicted one"
            case .category: count == 1 ? nil : "`\(name)` takes one category in brackets"
            case .column: count == 1 ? nil : "`\(name)` takes one column in brackets"
            }
        if let problem { report(.selectorMisuse, problem, at: syntax.span) }
        return problem == nil
    }

    /// Whether `by` names a column that rows can be told apart by.
    private mutating func knowsSegment(_ segment: Located<String>) -> Bool {
        guard let known = scope.segments, !known.contains(segment.value) else { return true }
        report(
            .unknownSegment,
            scope.traffic == .assessment
                ? "an assessment does not look at segments"
                : "the traffic has no column `\(segment.value)` to look at by segments",
            at: segment.span,
            help: known.isEmpty ? [] : findings.speller.help(for: segment.value, among: known, "the columns are")
        )
        return false
    }

    /// Whether the names in the brackets are classes of the data, declared categories, or columns.
    private mutating func knowsSelectors(_ syntax: MetricSyntax, _ descriptor: MetricDescriptor) -> Bool {
        let (known, problem, list) =
            switch descriptor.selector {
            case .category: (scope.categories, "the plan has no feedback category", "the categories are")
            case .column: (scope.columns, "the logs are not compared by the column", "the columns are")
            case .none, .optionalClass, .classPair: (scope.classes, "the data have no class", "the classes are")
            }
        guard let known else { return true }
        let unknown = syntax.selectors.filter { !known.contains($0.value) }
        for selector in unknown {
            report(
                .unknownClass,
                "\(problem) `\(selector.value)`",
                at: selector.span,
                help: findings.speller.help(for: selector.value, among: known, list)
            )
        }
        return unknown.isEmpty
    }
}

extension MetricDescriptor {
    /// The names of its variants in full, such as `latency.p95`.
    fileprivate var readings: [String] { variants.map { "\(name).\($0.name)" } }
}

extension MetricSyntax {
    /// Where the dotted name stands, without brackets and what follows them.
    fileprivate var nameSpan: SourceSpan {
        guard let first = path.first, let last = path.last else { return span }
        return first.span.union(last.span)
    }
}
