package import Diagnostics

/// A condition as a plan writes it: long plans say the same again and again, and equal texts share one wording.
package final class ConditionWording: Sendable {
    /// The text on one line.
    package let text: String
    /// Its parts; nil where the text is no condition. Where `isShared`, their places count from the text's beginning.
    package let syntax: ConditionSyntax?
    /// Whether other places of the plan may have it too.
    package let isShared: Bool
    /// Whether it judges segments by themselves.
    package let hasSegments: Bool

    package init(text: String, syntax: ConditionSyntax?, isShared: Bool) {
        self.text = text
        self.syntax = syntax
        self.isShared = isShared
        hasSegments = syntax?.metrics.contains { $0.segment != nil } == true
    }

    /// The parts with their places in a file, where the text begins at `start`.
    package func syntax(in file: SourceFile.ID, at start: Int) -> ConditionSyntax? {
        isShared ? syntax?.moved(to: file, by: start) : syntax
    }
}

extension ConditionWording: Hashable {
    package static func == (left: ConditionWording, right: ConditionWording) -> Bool {
        left === right
            || (left.text == right.text && left.isShared == right.isShared && left.syntax == right.syntax)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
