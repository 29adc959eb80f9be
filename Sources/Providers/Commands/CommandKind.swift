/// What a program can be for planrun, by the word that its requests say it with.
package enum CommandKind: String, Sendable, CaseIterable {
    case metric
    case model
    case router
    case notifier
    case retrain
    case labels
}
