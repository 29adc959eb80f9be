package import Execution
package import Plan

/// The bundled kinds of notifiers.
package enum NotifierRegistry {
    package static let kinds: [any NotifierKind.Type] = [
        TerminalNotifier.self,
        FileNotifier.self,
        CommandNotifier.self,
        WebhookNotifier.self,
        AlertmanagerNotifier.self,
        EmailNotifier.self,
    ]

    package static var descriptors: [NotifierDescriptor] { kinds.map { $0.descriptor } }

    /// The library that a kind needs whatever its options; nil where it needs none, or there is no such kind.
    package static func library(of kind: String) -> NativeLibrary? {
        kinds.first { $0.descriptor.name == kind }?.library
    }

    /// The notifiers of a program, by their names.
    package static func notifiers(of program: Program, in context: NotifierContext) -> [String: any Notifier] {
        var notifiers: [String: any Notifier] = [:]
        for spec in program.notifiers {
            notifiers[spec.name] =
                kinds.first { $0.descriptor.name == spec.kind }?.make(spec.options, in: context)
        }
        return notifiers
    }

    /// In every notifier's place one that tells nobody, for dry runs.
    package static func silentNotifiers(of program: Program) -> [String: any Notifier] {
        Dictionary(program.notifiers.map { ($0.name, SilentNotifier()) }) { first, _ in first }
    }
}
