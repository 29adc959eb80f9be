/// What a metric of classes is about that names neither a class nor an average, such as `recall`.
package enum BareReading: Hashable, Sendable {
    /// The plain mean over the classes, as `recall.macro` is.
    case average
    /// The positive class of the data.
    case ofClass(String)
    /// It is not known, or not the same everywhere.
    case unknown

    /// - Parameter positive: The positive class, or nil where the data have none.
    package init(positive: String?) { self = positive.map(Self.ofClass) ?? .average }

    /// Whether a reading says the same as the metric's bare name, in other words.
    package func isSaid(byVariant variant: String?, selectors: [String]) -> Bool {
        switch self {
        case .average: variant == "macro" && selectors.isEmpty
        case .ofClass(let name): variant == nil && selectors == [name]
        case .unknown: false
        }
    }
}
