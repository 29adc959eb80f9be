import Plan

/// How often each combination of truth and answers is met where requests are drawn from: the shares of the rows that have
/// it, which effects then shift.
struct AnswerTable: Sendable, Hashable {
    struct Cell: Sendable, Hashable {
        let actual: Int32
        /// -1 where there is no baseline.
        let baseline: Int32
        let candidate: Int32
        var share: Double

        var isRight: Bool { actual == candidate }
    }

    private(set) var cells: [Cell] = []
    private let classes: [String]

    /// - Parameter answers: The candidate's answer to each row, and the baseline's behind it where there is one.
    init(_ answers: [AnsweredRequest], classes: [String]) {
        self.classes = classes
        var counts: [[Int32]: Int] = [:]
        var rows = 0
        for (index, answer) in answers.enumerated() where answer.model == .candidate {
            let next = index + 1 < answers.count ? answers[index + 1] : nil
            let baseline = next.flatMap { $0.model == .baseline ? $0.predicted : nil } ?? -1
            counts[[answer.actual, baseline, answer.predicted], default: 0] += 1
            rows += 1
        }
        let sorted = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        cells = sorted.map { key, count in
            Cell(actual: key[0], baseline: key[1], candidate: key[2], share: Double(count) / Double(rows))
        }
    }

    /// The share of a class's rows that the candidate answers rightly, of all rows without one; nil where there is no row.
    func rightShare(of label: Int32? = nil) -> Double? {
        let all = share { label == nil || $0.actual == label }
        return all > 0 ? share { $0.isRight && (label == nil || $0.actual == label) } / all : nil
    }

    /// Brings the share of right answers to `target`, over all rows or those of one class.
    ///
    /// Where it falls, a part of the right answers turns wrong, the same part whatever the row and the baseline's answer;
    /// they turn into the class's own mistakes in proportion, or evenly into all other classes where it has none. Where it
    /// rises, a part of the wrong ones turns right.
    mutating func bringRightShare(to target: Double, of label: Int32? = nil) {
        guard let present = rightShare(of: label) else { return }
        if target < present {
            turnWrong((present - target) / present, of: label)
        } else if target > present {
            turnRight((target - present) / (1 - present), of: label)
        }
    }

    /// The same as far as it says who is right: the first class stands for every truth, and the second for every mistake. It
    /// has fewer cells to draw, and metrics that read only what is right cannot tell it from the whole.
    var ofWhatIsRight: AnswerTable {
        var table = self
        table.cells = Self.merged(
            cells.map { cell in
                Cell(
                    actual: 0,
                    baseline: cell.baseline < 0 ? -1 : cell.baseline == cell.actual ? 0 : 1,
                    candidate: cell.isRight ? 0 : 1,
                    share: cell.share
                )
            }
        )
        return table
    }

    private func share(_ isIncluded: (Cell) -> Bool) -> Double {
        cells.reduce(0) { $0 + (isIncluded($1) ? $1.share : 0) }
    }

    private mutating func turnWrong(_ part: Double, of label: Int32?) {
        var changed: [Cell] = []
        for cell in cells {
            guard cell.isRight, label == nil || cell.actual == label else {
                changed.append(cell)
                continue
            }
            var kept = cell
            kept.share *= 1 - part
            changed.append(kept)
            for (wrong, share) in mistakes(of: cell.actual) {
                changed.append(
                    Cell(
                        actual: cell.actual,
                        baseline: cell.baseline,
                        candidate: wrong,
                        share: cell.share * part * share
                    )
                )
            }
        }
        cells = Self.merged(changed)
    }

    private mutating func turnRight(_ part: Double, of label: Int32?) {
        var changed: [Cell] = []
        for cell in cells {
            guard !cell.isRight, label == nil || cell.actual == label else {
                changed.append(cell)
                continue
            }
            var kept = cell
            kept.share *= 1 - part
            changed.append(kept)
            changed.append(
                Cell(
                    actual: cell.actual,
                    baseline: cell.baseline,
                    candidate: cell.actual,
                    share: cell.share * part
                )
            )
        }
        cells = Self.merged(changed)
    }

    /// What a class is taken for when it is not recognised, and how often.
    private func mistakes(of actual: Int32) -> [(wrong: Int32, share: Double)] {
        let made = cells.filter { $0.actual == actual && !$0.isRight && $0.share > 0 }
        let all = made.reduce(0) { $0 + $1.share }
        if all > 0 { return made.map { ($0.candidate, $0.share / all) } }
        let others = (0..<Int32(classes.count)).filter { $0 != actual }
        return others.map { ($0, 1 / Double(others.count)) }
    }

    /// Each combination once, in a fixed order, those that never come left out.
    private static func merged(_ cells: [Cell]) -> [Cell] {
        var shares: [[Int32]: Double] = [:]
        for cell in cells where cell.share > 0 {
            shares[[cell.actual, cell.baseline, cell.candidate], default: 0] += cell.share
        }
        return shares.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, share in
            Cell(actual: key[0], baseline: key[1], candidate: key[2], share: share)
        }
    }
}
