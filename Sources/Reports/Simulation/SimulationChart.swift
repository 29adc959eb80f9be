import Execution
import Plan

/// A simulation as an SVG picture: the chance of release along a grid, or of each stage without one, with intervals.
package struct SimulationChart: Sendable {
    private static let width = 720.0
    private static let rowHeight = 34.0
    private static let left = 200.0
    private static let right = 650.0
    private static let top = 64.0

    private struct Row {
        let label: String
        let chance: ChanceEstimate
    }

    package init() {}

    package func svg(_ simulation: Simulation) -> String {
        let rows = rows(simulation)
        let bottom = Self.top + Self.rowHeight * Double(rows.count)
        let height = bottom + 56
        let title =
            "\(simulation.name): \(simulation.axis.map { "chance of release by \($0)" } ?? "chance to get there")"
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(number(Self.width))" height="\#(number(height))" viewBox="0 0 \#(number(Self.width)) \#(number(height))" font-family="sans-serif" font-size="13">"#,
            ##"<rect width="100%" height="100%" fill="#fff"/>"##,
            text(title, x: 20, y: 30, anchor: "start", style: #" font-size="16""#),
        ]
        for tenth in stride(from: 0, through: 10, by: 2) {
            let x = place(Double(tenth) / 10)
            lines.append(
                ##"<line x1="\##(number(x))" y1="\##(number(Self.top - 8))" x2="\##(number(x))" y2="\##(number(bottom))" stroke="#ddd"/>"##
            )
            lines.append(text("\(tenth * 10)%", x: x, y: bottom + 18, anchor: "middle"))
        }
        for (index, row) in rows.enumerated() { lines += bar(row, at: Self.top + Self.rowHeight * Double(index)) }
        let runs = simulation.points.map(\.tally.runs).min() ?? 0
        let note =
            "\(SimulationText.grouped(runs)) simulated releases each, seed \(simulation.seed); lines are 95% intervals"
        lines.append(text(note, x: 20, y: height - 14, anchor: "start", style: ##" fill="#666""##))
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    private func rows(_ simulation: Simulation) -> [Row] {
        if simulation.axis != nil {
            return simulation.points.map { Row(label: $0.label ?? "", chance: $0.chance(.released)) }
        }
        guard let point = simulation.points.first else { return [] }
        return simulation.stages.indices.map {
            Row(label: "enters \(simulation.stages[$0])", chance: point.chance(point.tally.entered[$0]))
        } + [Row(label: "released", chance: point.chance(.released))]
    }

    private func bar(_ row: Row, at y: Double) -> [String] {
        let middle = y + Self.rowHeight / 2
        let (start, end) = (place(0), place(row.chance.share))
        let (low, high) = (place(row.chance.interval.lowerBound), place(row.chance.interval.upperBound))
        return [
            text(row.label, x: Self.left - 12, y: middle + 4, anchor: "end"),
            ##"<rect x="\##(number(start))" y="\##(number(y + 6))" width="\##(number(end - start))" height="\##(number(Self.rowHeight - 12))" fill="#4c78a8"/>"##,
            ##"<line x1="\##(number(low))" y1="\##(number(middle))" x2="\##(number(high))" y2="\##(number(middle))" stroke="#222" stroke-width="2"/>"##,
            text(SimulationText.percent(row.chance.share), x: Self.right + 12, y: middle + 4, anchor: "start"),
        ]
    }

    private func place(_ share: Double) -> Double { Self.left + (Self.right - Self.left) * share }

    private func text(_ text: String, x: Double, y: Double, anchor: String, style: String = "") -> String {
        #"<text x="\#(number(x))" y="\#(number(y))" text-anchor="\#(anchor)"\#(style)>\#(Self.escaped(text))</text>"#
    }

    private func number(_ value: Double) -> String { MessageText.decimals(value, 1) }

    /// Text for XML: its own signs escaped, what it cannot hold replaced.
    private static func escaped(_ text: String) -> String {
        text.printable.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }.joined()
    }
}
