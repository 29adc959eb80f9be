/// One reading of one metric.
///
/// Every condition of a long plan has some, most of them the same: so it is a reference to what it says.
package struct MetricReference: Hashable, Sendable {
    private let contents: Contents

    private final class Contents: Sendable {
        let name: String
        let variant: String?
        let selectors: [String]
        let segment: String?
        let window: Duration?
        let text: String

        init(
            _ name: String,
            _ variant: String?,
            _ selectors: [String],
            _ segment: String?,
            _ window: Duration?,
            _ text: String
        ) {
            self.name = name
            self.variant = variant
            self.selectors = selectors
            self.segment = segment
            self.window = window
            self.text = text
        }
    }

    /// The metric's name in its registry, such as `recall` or `feedback.negative`.
    package var name: String { contents.name }
    /// The suffix, such as `macro` or `p95`.
    package var variant: String? { contents.variant }
    /// The classes or the category in brackets.
    package var selectors: [String] { contents.selectors }
    /// The column of `by`, or several that are crossed (`SegmentColumns`): the metric is read for each of their values.
    package var segment: String? { contents.segment }
    /// The window of `over`, or nil for the reader's own.
    package var window: Duration? { contents.window }
    /// As a condition writes it, such as `recall[virginica] over 1h`; put together once, as every reading shows it.
    package var text: String { contents.text }

    package init(
        _ name: String,
        variant: String? = nil,
        selectors: [String] = [],
        segment: String? = nil,
        window: Duration? = nil
    ) {
        var text = name
        if let variant { text += "." + variant }
        if !selectors.isEmpty { text += "[" + selectors.map(Self.selectorText).joined(separator: ", ") + "]" }
        if let segment { text += " by " + segment }
        if let window { text += " over " + window.planText }
        contents = Contents(name, variant, selectors, segment, window, text)
    }

    /// The same over the reader's own window.
    package var withoutWindow: MetricReference {
        MetricReference(name, variant: variant, selectors: selectors, segment: segment)
    }

    /// The same over another window.
    package func over(_ window: Duration) -> MetricReference {
        MetricReference(name, variant: variant, selectors: selectors, segment: segment, window: window)
    }

    /// A selector with quotes where it is neither a name nor a whole number, so that no two references have one text.
    private static func selectorText(_ selector: String) -> String {
        if Int(selector).map(String.init) == selector, selector.utf8.first != UInt8(ascii: "-") { return selector }
        if ConditionName.isName(selector) { return selector }
        let quote = selector.contains("\"") ? "'" : "\""
        return quote + selector + quote
    }

    // No two references have one text, so it stands for all the rest.

    package static func == (left: MetricReference, right: MetricReference) -> Bool {
        left.contents === right.contents || (left.text == right.text && left.name == right.name)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
