/// Whether somebody drives a run.
package struct Driving: Hashable, Sendable {
    /// Who does, or nil where nobody does: what the run stands at then is where `resume` takes it up.
    package let holder: LeaseHolder?
    /// For how many seconds nothing was heard of whoever drives it or did so last.
    package let silence: Int
}
