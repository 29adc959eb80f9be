package import Diagnostics
package import Plan

/// Reads conditions and metrics that stand outside any plan, over a log of one model: on a command line.
///
/// They are those of plans without what a log does not have: segments, time and feedback, and mostly a baseline.
package struct StandaloneConditions: Sendable {
    private let language: Language
    /// The classes of the log, or nil where they are not known yet and any name will do.
    private let classes: [String]?
    /// Whether the log has a baseline's answers, too.
    private let hasBaseline: Bool
    /// The columns by which it is compared with another log, or nil where those are not known yet.
    private let columns: [String]?
    /// The metrics that are declared beside them.
    private let metrics: StandaloneMetrics

    package init(
        language: Language,
        classes: [String]?,
        hasBaseline: Bool = false,
        columns: [String]? = nil,
        metrics: StandaloneMetrics = .none
    ) {
        self.metrics = metrics
        self.language = language
        self.classes = classes
        self.hasBaseline = hasBaseline
        self.columns = columns
    }

    /// The condition that the text of a file is, or nil where the diagnostics say why it is none.
    package func condition(_ text: String, in file: SourceFile.ID) -> (Condition?, [Diagnostic]) {
        do throws(Diagnostic) {
            let syntax = try ConditionParser.condition(text) { SourceSpan(file: file, $0) }
            let missing = syntax.expressions.flatMap(refusals)
            guard missing.isEmpty else { return (nil, missing) }
            var typer = typer
            let condition = typer.type(syntax)
            return (condition, typer.diagnostics)
        } catch {
            return (nil, [error])
        }
    }

    /// The metrics that the text of a file lists, with commas between them; those that the diagnostics refuse are left out.
    package func metrics(_ text: String, in file: SourceFile.ID) -> ([MetricReference], [Diagnostic]) {
        var metrics: [MetricReference] = []
        var diagnostics: [Diagnostic] = []
        let bytes = Array(text.utf8)
        for part in Self.parts(of: bytes) {
            let name = String(decoding: bytes[part], as: UTF8.self)
            guard !name.allSatisfy(\.isWhitespace) else {
                let place = SourceSpan(file: file, part)
                diagnostics.append(Diagnostic(.conditionSyntax, "a metric is missing here", at: .init(place)))
                continue
            }
            do throws(Diagnostic) {
                let syntax = try ConditionParser.metric(name, .conditionSyntax) { range in
                    SourceSpan(file: file, range.lowerBound + part.lowerBound..<range.upperBound + part.lowerBound)
                }
                let missing = refusals(of: .metric(syntax))
                var typer = typer
                if missing.isEmpty, let metric = typer.resolve(syntax) { metrics.append(metric) }
                diagnostics += missing + typer.diagnostics
            } catch {
                diagnostics.append(error)
            }
        }
        return (metrics, diagnostics)
    }

    /// What is wrong with a class that the text of a file names, or nil where it is one of the log's.
    package func problem(withClass name: String, in file: SourceFile.ID) -> Diagnostic? {
        guard let classes, !classes.contains(name) else { return nil }
        return Diagnostic(
            .unknownClass,
            "the data have no class `\(name)`",
            at: .init(SourceSpan(file: file, 0..<name.utf8.count)),
            notes: ["the classes are " + classes.prefix(12).map { "`\($0)`" }.joined(separator: ", ")],
            help: Suggestion.help(for: name, among: classes)
        )
    }

    private var typer: ConditionTyper {
        var typer = ConditionTyper(language: language, declared: metrics.declared)
        typer.scope = scope
        return typer
    }

    private var scope: ConditionScope {
        ConditionScope(
            traffic: .assessment,
            classes: classes,
            categories: nil,
            segments: [],
            columns: columns,
            hasBaseline: hasBaseline,
            sources: [.labels, .requests, .latency, .errors, .scores]
        )
    }

    // MARK: What a log does not have

    private func refusals(of expression: ExpressionSyntax) -> [Diagnostic] {
        switch expression {
        case .number, .percent, .duration, .rate, .text: return []
        case .binary(_, let left, let right): return refusals(of: left) + refusals(of: right)
        case .baseline(let span):
            if hasBaseline { return [] }
            return [
                Diagnostic(
                    .baselineMisuse,
                    "a log is looked at by itself, so there is no baseline to compare with",
                    at: .init(span),
                    help: ["compare with a number"]
                )
            ]
        case .metric(let metric):
            var found: [Diagnostic] = []
            if let window = metric.window {
                let message = "a log is looked at as a whole, not by time"
                found.append(Diagnostic(.selectorMisuse, message, at: .init(window.span)))
            }
            if let segment = metric.segment {
                let message = "a log is looked at as a whole, not by segments"
                found.append(Diagnostic(.unknownSegment, message, at: .init(segment.span)))
            }
            let heads = [metric.name, metric.path.dropLast().map(\.value).joined(separator: ".")]
            if language.metrics.contains(where: {
                [.feedback, .servedFeedback].contains($0.source) && heads.contains($0.name)
            }) {
                let message = "a log holds no feedback, which `\(metric.name)` is made from"
                found.append(Diagnostic(.metricWithoutSource, message, at: .init(metric.span)))
            }
            return found
        }
    }

    /// The parts between the commas that stand in no brackets and no quotes.
    private static func parts(of bytes: [UInt8]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        var depth = 0
        var quote: UInt8?
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case quote: quote = nil
            case _ where quote != nil: break
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth <= 0:
                parts.append(start..<place)
                start = place + 1
            default: break
            }
        }
        return parts + [start..<bytes.count]
    }
}

extension ConditionSyntax {
    /// Both sides of every comparison.
    fileprivate var expressions: [ExpressionSyntax] {
        switch self {
        case .comparison(let left, _, let right): [left, right]
        case .not(let condition, _): condition.expressions
        case .and(let parts), .or(let parts), .all(let parts), .any(let parts), .atLeast(_, of: let parts):
            parts.flatMap(\.expressions)
        }
    }
}
