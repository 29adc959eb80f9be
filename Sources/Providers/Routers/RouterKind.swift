package import Execution
package import Plan

/// A kind of router: one file, and one line in `RouterRegistry`.
package protocol RouterKind: Sendable {
    /// What plans may say about it.
    static var descriptor: KindDescriptor { get }

    /// A router with these options; nothing is opened or sent before it is asked or told something.
    static func make(_ options: OptionValues, in context: ProviderContext) -> any Router
}
