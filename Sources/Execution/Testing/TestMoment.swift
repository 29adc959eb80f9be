/// Something that happened in a test's run, or was expected to: a line of its time line.
package struct TestMoment: Sendable, Hashable {
    package enum Kind: Int, Sendable, Hashable, CaseIterable {
        case risk, stage, decision, approval, alert, notification, end
    }

    package let at: Duration
    package let kind: Kind
    package let text: String

    init(_ at: Duration, _ kind: Kind, _ text: String) {
        self.at = at
        self.kind = kind
        self.text = text
    }
}

/// A line of a time line: what was expected at a time, what was seen, or both.
package struct TestRow: Sendable, Hashable {
    package let at: Duration
    package let kind: TestMoment.Kind
    package let expected: String?
    package let seen: String?

    package var isMet: Bool { expected == seen }
}
