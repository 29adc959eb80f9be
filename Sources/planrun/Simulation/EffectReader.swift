import Diagnostics
import Execution
import Plan

/// Reads assumed effects as the command line writes them.
struct EffectReader {
    /// An effect with its text and where that stands.
    struct Written {
        let effect: AssumedEffect
        let text: String
        let span: SourceSpan
    }

    /// Effects of which one after the other is assumed.
    struct Grid {
        /// The metric as it was written.
        let axis: String
        let points: [Point]
        let span: SourceSpan

        struct Point {
            let effect: AssumedEffect
            let label: String
        }
    }

    private(set) var sources = SourceMap()
    private(set) var diagnostics: [Diagnostic] = []

    static let mostPoints = 101

    /// The effects of `--effect`, without those that cannot be read.
    mutating func effects(_ texts: [String]) -> [Written] {
        var effects: [Written] = []
        for text in texts {
            let file = sources.add(SourceFile(name: "--effect", bytes: Array(text.utf8)))
            do throws(Diagnostic) {
                let parts = try Parts(text, in: file, example: "accuracy=-2%")
                let change = try EffectAmount(parts.value, of: parts.quantity, at: parts.valueSpan).change
                effects.append(
                    Written(effect: AssumedEffect(parts.quantity, change), text: text, span: parts.valueSpan)
                )
            } catch {
                diagnostics.append(error)
            }
        }
        return effects
    }

    /// The grid of `--grid`, or nil where it cannot be read.
    mutating func grid(_ text: String) -> Grid? {
        let file = sources.add(SourceFile(name: "--grid", bytes: Array(text.utf8)))
        do throws(Diagnostic) {
            let parts = try Parts(text, in: file, example: "accuracy=-5%..0%:6")
            return try grid(parts)
        } catch {
            diagnostics.append(error)
            return nil
        }
    }

    private func grid(_ parts: Parts) throws(Diagnostic) -> Grid {
        let help = "write `\(parts.name)=FROM..TO:POINTS`, such as `accuracy=-5%..0%:6`"
        func refuse(_ message: String) -> Diagnostic {
            Diagnostic(.effectGrid, message, at: .init(parts.valueSpan), help: [help])
        }
        guard let dots = parts.value.firstRange(of: ".."), let colon = parts.value.lastIndex(of: ":"),
            colon >= dots.upperBound
        else { throw refuse("`\(parts.value)` does not say from where to where and in how many points") }
        let countText = parts.value[parts.value.index(after: colon)...]
        guard let count = Int(countText), (2...Self.mostPoints).contains(count) else {
            throw refuse("`\(countText)` is not a number of points from 2 to \(Self.mostPoints)")
        }
        let texts = (from: String(parts.value[..<dots.lowerBound]), to: String(parts.value[dots.upperBound..<colon]))
        // One sign makes both of them changes: 0% has none.
        let isSigned = EffectAmount.isSigned(texts.from) || EffectAmount.isSigned(texts.to)
        func amount(_ text: String) throws(Diagnostic) -> EffectAmount {
            let signed = isSigned && !EffectAmount.isSigned(text) ? "+" + text : text
            return try EffectAmount(signed, of: parts.quantity, at: parts.valueSpan)
        }
        let (from, to) = (try amount(texts.from), try amount(texts.to))
        guard from.unit == to.unit else {
            throw refuse("`\(texts.from)` and `\(texts.to)` are not of one kind")
        }
        guard from.amount != to.amount else { throw refuse("it begins where it ends") }
        let points = (0..<count).map { index in
            let way = Double(index) / Double(count - 1)
            let amount = EffectAmount(from.amount + (to.amount - from.amount) * way, from.unit, isSigned: isSigned)
            return Grid.Point(effect: AssumedEffect(parts.quantity, amount.change), label: amount.text)
        }
        return Grid(axis: parts.name, points: points, span: parts.valueSpan)
    }

    /// An effect's metric and what stands behind the `=`.
    private struct Parts {
        let name: String
        let quantity: AssumedEffect.Quantity
        let value: String
        let valueSpan: SourceSpan

        init(_ text: String, in file: SourceFile.ID, example: String) throws(Diagnostic) {
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw Diagnostic(
                    .effectSyntax,
                    "`\(text)` has no metric with `=` behind it",
                    at: .init(SourceSpan(file: file, 0..<text.utf8.count)),
                    help: ["write `\(example)`"]
                )
            }
            name = String(text[..<sign])
            value = String(text[text.index(after: sign)...])
            let length = name.utf8.count
            valueSpan = SourceSpan(file: file, length + 1..<text.utf8.count)
            guard let quantity = Self.quantity(name) else {
                throw Self.unknown(name, at: SourceSpan(file: file, 0..<length))
            }
            self.quantity = quantity
        }

        private static let names = ["accuracy", "recall", "error_rate", "latency", "feedback.negative"]

        private static func quantity(_ name: String) -> AssumedEffect.Quantity? {
            switch name {
            case "accuracy": return .accuracy
            case "error_rate": return .errorRate
            case "latency": return .latency
            case "feedback.negative": return .negativeFeedback
            default: break
            }
            guard name.hasPrefix("recall["), name.hasSuffix("]") else { return nil }
            var label = name.dropFirst("recall[".count).dropLast()
            for quote in ["\"", "'"] where label.count > 1 && label.hasPrefix(quote) && label.hasSuffix(quote) {
                label = label.dropFirst().dropLast()
                break
            }
            return label.isEmpty ? nil : .recall(String(label))
        }

        private static func unknown(_ name: String, at span: SourceSpan) -> Diagnostic {
            if name == "recall" || name.hasPrefix("recall[") {
                return Diagnostic(
                    .unknownEffect,
                    "an effect on `recall` is one on a class",
                    at: .init(span),
                    help: ["write the class in brackets, such as `recall[virginica]=-10%`"]
                )
            }
            let bare = String(name.prefix { $0 != "." || name.hasPrefix("feedback") })
            let nearest = Suggestion.nearest(to: name, among: names) ?? (names.contains(bare) ? bare : nil)
            return Diagnostic(
                .unknownEffect,
                "an effect cannot be on `\(name)`",
                at: .init(span),
                notes: ["effects are on `accuracy`, `recall[CLASS]`, `error_rate`, `latency` and `feedback.negative`"],
                help: nearest.map { ["did you mean `\($0)`?"] } ?? []
            )
        }
    }
}
