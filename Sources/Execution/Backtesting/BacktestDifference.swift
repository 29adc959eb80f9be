/// The decisions of two plans over the same log, side by side.
package struct BacktestDifference: Sendable {
    package struct Row: Sendable, Hashable {
        package let at: Duration
        /// Nil where the one decided nothing then.
        package let first: String?
        package let second: String?
        package var isAlike: Bool { first == second }
    }

    package let rows: [Row]
    /// Where they part; nil where they are alike.
    package var parting: Row? { rows.first { !$0.isAlike } }
    package var isAlike: Bool { parting == nil }

    package init(_ first: Backtest, _ second: Backtest) {
        var rows: [Row] = []
        let times = Set((first.decisions + second.decisions).map(\.at)).sorted()
        for time in times {
            let left = first.decisions.filter { $0.at == time }.map(\.words)
            let right = second.decisions.filter { $0.at == time }.map(\.words)
            for index in 0..<max(left.count, right.count) {
                rows.append(
                    Row(
                        at: time,
                        first: index < left.count ? left[index] : nil,
                        second: index < right.count ? right[index] : nil
                    )
                )
            }
        }
        self.rows = rows
    }
}
