import ArgumentParser
import Evaluation
import Plan
import Reports

/// How rows are to be divided among the values of a column: `v1=50%,v2=50%`.
struct RatioArgument: ExpressibleByArgument {
    private let shares: [(name: String, due: Double)]

    /// Nil where a share is none, a value comes twice, or they do not add to 1.
    init?(argument: String) {
        var shares: [(name: String, due: Double)] = []
        var sum = 0.0
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let sign = part.lastIndex(of: "="), sign > part.startIndex,
                let share = ShareArgument(argument: String(part[part.index(after: sign)...]))?.share
            else { return nil }
            let name = String(part[..<sign])
            guard !shares.contains(where: { $0.name == name }) else { return nil }
            shares.append((name, share.value))
            sum += share.value
        }
        guard abs(sum - 1) < 1e-9 else { return nil }
        self.shares = shares
    }

    /// The rows of each value, those of values that nobody knows of as well; rows without one are of none.
    func ratio(of column: String, _ segments: [LogPart]) -> EvaluatedRatio? {
        var rows: [String: Int] = [:]
        for part in segments {
            if let name = part.segment.first ?? nil { rows[name, default: 0] += part.rowCount }
        }
        let others = rows.keys.filter { name in !shares.contains { $0.name == name } }.sorted()
        return EvaluatedRatio(
            column: column,
            arms: shares.map { EvaluatedRatio.Arm(name: $0.name, rows: rows[$0.name] ?? 0, due: $0.due) }
                + others.map { EvaluatedRatio.Arm(name: $0, rows: rows[$0] ?? 0, due: 0) }
        )
    }
}
