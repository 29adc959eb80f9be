package import Diagnostics

/// `rollback:`: where a rollback leads, of the plan or of a stage.
package struct RollbackPlan: Sendable, Hashable {
    package let target: Located<RollbackTarget>?
    package let pace: Located<RollbackPace>?
    /// Nil where it is not stated or could not be read.
    package let pause: Located<Duration>?
    package let span: SourceSpan

    package init(
        target: Located<RollbackTarget>?,
        pace: Located<RollbackPace>?,
        pause: Located<Duration>?,
        span: SourceSpan
    ) {
        self.target = target
        self.pace = pace
        self.pause = pause
        self.span = span
    }

    /// What it means, where nothing is wrong with it.
    package var spec: RollbackSpec {
        if pace != nil, let pause { return .steps(pause: pause.value) }
        return target?.value == .previous ? .previous : .nothing
    }
}
