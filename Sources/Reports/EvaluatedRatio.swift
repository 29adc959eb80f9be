import Execution
import JSON
import Statistics

/// How rows are divided among the values of a column, beside how they were to be: whether the assignment of a test works.
package struct EvaluatedRatio: Sendable {
    /// One value.
    package struct Arm: Sendable {
        package let name: String
        package let rows: Int
        /// Which share of the rows it was to have; 0 where nobody knows of it.
        package let due: Double

        package init(name: String, rows: Int, due: Double) {
            self.name = name
            self.rows = rows
            self.due = due
        }
    }

    package let column: String
    package let arms: [Arm]
    /// A p-value that holds however often the log is looked at while it grows.
    package let pValue: Double

    /// Nil where the shares do not add to 1.
    package init?(column: String, arms: [Arm]) {
        guard let sequence = SampleRatioSequence(shares: arms.map(\.due)) else { return nil }
        self.column = column
        self.arms = arms
        pValue = sequence.pValue(of: arms.map(\.rows))
    }

    /// Whether so uneven a division is no chance: at the level of a run's own check.
    package var isBroken: Bool { pValue <= AssignedUnits.error }

    var json: JSONValue {
        [
            "column": .string(column), "p": .number(pValue), "broken": .bool(isBroken),
            "arms": .array(
                arms.map { ["value": .string($0.name), "rows": .integer($0.rows), "due": .number($0.due)] }
            ),
        ]
    }

    /// What there is to say of it, a line each.
    func lines(_ style: ReportStyle) -> [String] {
        let whole = arms.reduce(0) { $0 + $1.rows }
        func percent(_ share: Double) -> String { MessageText.decimals(share * 100, 2) + "%" }
        let rows = arms.map { arm in
            let share = whole == 0 ? 0 : Double(arm.rows) / Double(whole)
            return [arm.name.printable, String(arm.rows), percent(share), percent(arm.due)]
        }
        let verdict =
            isBroken ? "the division is broken, and what its parts show is no evidence" : "no sign of a broken division"
        return TextTable.lines([[column.printable, "rows", "share", "due"]] + rows, aligned: [1, 2, 3], style: style)
            + ["  p = \(MessageText.decimals(pValue, 4)) at every look: \(verdict)"]
    }
}
