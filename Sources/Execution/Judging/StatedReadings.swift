import Plan

/// What a world states of metrics in so many words.
extension [Reading] {
    /// What is stated of a metric: under its whole text, or else for whatever window it is asked.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        guard !isEmpty else { return nil }
        let text = reference.text
        if let exact = statedExactly(reference, of: model) { return exact }
        // Where it is stated by segments it is not what is stated for any window.
        guard reference.window != nil, !contains(where: { $0.metric == text && $0.model == model }) else { return nil }
        let bare = reference.withoutWindow.text
        return first { $0.says(bare, of: model) }?.named(text)
    }

    /// What is stated of a metric under its whole text.
    func statedExactly(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        first { $0.says(reference.text, of: model) }
    }

    /// What is stated of a part, as if it were the whole.
    func of(_ part: EvidencePart) -> [Reading] {
        guard !isEmpty, case .segment(let column, let value) = part else { return [] }
        return filter { $0.segment == value && $0.isBy(column) }.map { $0.of(segment: nil) }
    }

    /// The values of a column of whose segments anything is stated, in order.
    func segments(of column: String) -> [String] {
        Set(filter { $0.isBy(column) }.compactMap(\.segment)).sorted()
    }
}

extension Reading {
    fileprivate func says(_ text: String, of role: ModelRole) -> Bool {
        metric == text && model == role && segment == nil
    }

    /// Whether the metric is looked at by the values of a column.
    fileprivate func isBy(_ column: String) -> Bool {
        metric.hasSuffix(" by " + column) || metric.contains(" by " + column + " over ")
    }
}
