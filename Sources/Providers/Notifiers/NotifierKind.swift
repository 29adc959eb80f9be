package import Execution
package import Plan

/// A kind of notifier: one file, and one line in `NotifierRegistry`.
package protocol NotifierKind: Sendable {
    /// What plans may say about it.
    static var descriptor: NotifierDescriptor { get }

    /// The library that reaches whoever is told, where the options' shapes do not say so; nil where nothing is needed.
    static var library: NativeLibrary? { get }

    /// A notifier with these options; nothing is opened or sent before the first delivery.
    static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier
}

extension NotifierKind {
    package static var library: NativeLibrary? { nil }
}

/// What notifiers know of the run they speak for.
package struct NotifierContext: Sendable {
    /// The plan's name.
    package let plan: String
    /// The run's name.
    package let run: String
    /// When the run began, in RFC 3339: with its name it tells the run from all others.
    package let startedAt: String
    /// The plan's folder, which paths start from.
    package let folder: String
    /// The values of the plan's secrets, for options that name some.
    package let secrets: Secrets
    package let http: HTTPClient

    package init(
        plan: String,
        run: String,
        startedAt: String,
        folder: String,
        secrets: Secrets = Secrets(),
        http: HTTPClient = HTTPClient()
    ) {
        self.plan = plan
        self.secrets = secrets
        self.http = http
        self.run = run
        self.startedAt = startedAt
        self.folder = folder
    }
}
