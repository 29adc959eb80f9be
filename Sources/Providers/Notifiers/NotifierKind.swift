package import Execution
package import Plan

/// A kind of notifier: one file, and one line in `NotifierRegistry`.
package protocol NotifierKind: Sendable {
    /// What plans may say about it.
    static var descriptor: NotifierDescriptor { get }

    /// A notifier with these options; nothing is opened or sent before the first delivery.
    static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier
}

/// What notifiers know of the run they speak for.
package struct NotifierContext: Sendable {
    /// The run's name, which makes notifications of different runs distinct.
    package let run: String
    /// The plan's folder, which paths start from.
    package let folder: String

    package init(run: String, folder: String) {
        self.run = run
        self.folder = folder
    }
}
