package import Plan

/// What rows of a log count for whose label is missing, as plans have it: another class than the positive one, or one that is against
/// the model, which is wrong then and its baseline right.
package struct MissingLabels: Sendable {
    fileprivate enum Rule: Sendable { case negative, worstCase }

    fileprivate let rule: Rule
    fileprivate let positive: String?
    /// The first two classes of the log: one of them is another than any class.
    fileprivate let others: [String]

    /// Nil where such rows count for nothing.
    ///
    /// - Parameter classes: All classes of the log, in their order.
    package init?(_ policy: MissingLabelPolicy, positive: String?, classes: [String]) {
        switch policy {
        case .exclude: return nil
        case .negative: rule = .negative
        case .worstCase: rule = .worstCase
        }
        self.positive = positive
        others = Array(classes.prefix(2))
    }
}

/// The same in the numbers of one reader.
struct AssumedLabels {
    private let rule: MissingLabels.Rule
    private let positive: Int32
    private let others: [Int32]

    /// - Parameter number: The number of a class.
    init(_ missing: MissingLabels, number: (String) -> Int32) {
        rule = missing.rule
        positive = missing.positive.map(number) ?? -1
        others = missing.others.map(number)
    }

    /// The class of a row that the model has answered.
    ///
    /// - Parameter baseline: What the baseline answered; below 0 where there is none.
    func label(predicted: Int32, baseline: Int32) -> Int32 {
        switch rule {
        case .negative: return positive < 0 ? -1 : other(than: positive)
        case .worstCase:
            if baseline >= 0 { return baseline }
            return positive >= 0 && predicted != positive ? positive : other(than: predicted)
        }
    }

    private func other(than number: Int32) -> Int32 {
        guard others.count > 1 else { return -1 }
        return others[0] == number ? others[1] : others[0]
    }
}
