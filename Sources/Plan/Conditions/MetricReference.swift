/// One reading of one metric.
package struct MetricReference: Hashable, Sendable {
    /// The metric's name in its registry, such as `recall` or `feedback.negative`.
    package let name: String
    /// The suffix, such as `macro` or `p95`.
    package let variant: String?
    /// The classes or the category in brackets.
    package let selectors: [String]
    /// The column of `by`, or several that are crossed (`SegmentColumns`): the metric is read for each of their values.
    package let segment: String?
    /// The window of `over`, or nil for the reader's own.
    package let window: Duration?
    /// As a condition writes it, such as `recall[virginica] over 1h`; put together once, as every reading shows it.
    package let text: String

    package init(
        _ name: String,
        variant: String? = nil,
        selectors: [String] = [],
        segment: String? = nil,
        window: Duration? = nil
    ) {
        self.name = name
        self.variant = variant
        self.selectors = selectors
        self.segment = segment
        self.window = window
        var text = name
        if let variant { text += "." + variant }
        if !selectors.isEmpty { text += "[" + selectors.map(Self.selectorText).joined(separator: ", ") + "]" }
        if let segment { text += " by " + segment }
        if let window { text += " over " + window.planText }
        self.text = text
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
        left.text == right.text && left.name == right.name
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
