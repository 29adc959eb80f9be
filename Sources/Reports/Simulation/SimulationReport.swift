import Execution
import Plan

/// A simulation as text that people read at a glance: tables, and for a grid a chart of the chance of release.
package struct SimulationReport: Sendable {
    private let style: ReportStyle

    private static let barWidth = 40

    package init(style: ReportStyle) { self.style = style }

    package func text(_ simulation: Simulation) -> String {
        var parts = [heading(simulation)]
        if let axis = simulation.axis {
            parts += [chart(simulation, axis), outcomes(simulation, axis), amounts(simulation, axis)]
        } else if let point = simulation.points.first {
            parts += [ends(point), stages(simulation, point), alerts(simulation, point)]
            parts.append(amounts(of: point, simulation.unit))
        }
        parts.append(remarks)
        return parts.filter { !$0.isEmpty }.map { lines in lines.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func heading(_ simulation: Simulation) -> [String] {
        let runs = simulation.points.map(\.tally.runs).min() ?? 0
        let each = simulation.axis == nil ? "" : " at each point"
        var lines = [
            style.strong(simulation.name.printable)
                + ": \(SimulationText.grouped(runs)) simulated release\(runs == 1 ? "" : "s")\(each), seed \(simulation.seed)"
        ]
        let shared = simulation.points.first.map { $0.effects.dropLast(simulation.axis == nil ? 0 : 1) } ?? []
        if !shared.isEmpty {
            lines.append("  assumed: " + shared.joined(separator: ", ").printable)
        } else if simulation.axis == nil {
            lines.append("  assumed: the candidate does in traffic as it did on the rows")
        }
        if let accuracy = simulation.points.first?.accuracies.first, simulation.axis == nil {
            lines.append("  the candidate's accuracy in traffic: \(SimulationText.percent(accuracy, 2))")
        }
        if let begins = simulation.begins {
            lines.append(
                "  each begins at \(begins), and waits for the change windows from then on; `--at` says otherwise"
            )
        }
        return lines
    }

    private var remarks: [String] {
        [
            "Chances and means have 95% intervals of the simulation alone; what is assumed may be wrong besides. A",
            "duration is time watched, without waiting for people.",
        ].map(style.faint)
    }

    // MARK: One point

    private func ends(_ point: Simulation.Point) -> [String] {
        let shown = Outcome.allCases.filter { $0 == .released || point.chance($0).count > 0 }
        var rows = shown.map { chanceRow($0.words, point.chance($0)) }
        if point.tally.retrained > 0 { rows.append(chanceRow("retrained", point.chance(point.tally.retrained))) }
        return table([["end", "chance", "95% interval"]] + rows, aligned: [1])
    }

    private func chanceRow(_ name: String, _ chance: ChanceEstimate) -> [String] {
        [name, SimulationText.percent(chance.share), SimulationText.interval(chance), bar(chance)]
    }

    private func stages(_ simulation: Simulation, _ point: Simulation.Point) -> [String] {
        let rows = simulation.stages.enumerated().map { index, name in
            let entered = point.chance(point.tally.entered[index])
            let promoted = point.chance(point.tally.promoted[index])
            return [
                name, SimulationText.percent(entered.share), SimulationText.interval(entered),
                SimulationText.percent(promoted.share), SimulationText.interval(promoted),
            ]
        }
        return table([["stage", "entered", "95% interval", "passed", "95% interval"]] + rows, aligned: [1, 3])
    }

    private func alerts(_ simulation: Simulation, _ point: Simulation.Point) -> [String] {
        guard !simulation.alerts.isEmpty else { return [] }
        let rows = simulation.alerts.enumerated().map { index, name in
            let fired = point.chance(point.tally.fired[index])
            return [name, SimulationText.percent(fired.share), SimulationText.interval(fired)]
        }
        return table([["alert", "fired", "95% interval"]] + rows, aligned: [1])
    }

    private func amounts(of point: Simulation.Point, _ unit: String) -> [String] {
        func row(_ name: String, _ amount: AmountEstimate?, _ text: (Double) -> String) -> [String] {
            guard let amount else { return [name] }
            let mean = amount.mean
            return [
                name, text(mean.value), "\(text(mean.interval.lowerBound)) to \(text(mean.interval.upperBound))",
                text(amount.median.value), text(amount.p95.value),
                "\(text(amount.p95.interval.lowerBound)) to \(text(amount.p95.interval.upperBound))",
                text(amount.maximum),
            ]
        }
        let header = ["", "mean", "95% interval", "median", "95th pct.", "95% interval", "most"]
        let rows = [
            row("\(unit)s who met it", point.units, SimulationText.count),
            row("requests it answered", point.requests, SimulationText.count),
            row("duration", point.duration, SimulationText.duration),
        ]
        return table([header] + rows, aligned: [1, 3, 4, 6])
    }

    // MARK: A grid

    /// The chance of release along the grid; what the interval leaves open is drawn lighter.
    private func chart(_ simulation: Simulation, _ axis: String) -> [String] {
        let rows = simulation.points.map { point in
            chanceRow(point.label ?? "", point.chance(.released))
        }
        return table([[axis, "released", "95% interval"]] + rows, aligned: [0, 1])
    }

    private func outcomes(_ simulation: Simulation, _ axis: String) -> [String] {
        let stages = simulation.stages.map { "enters \($0)" }
        let rows = simulation.points.map { point in
            let counts =
                [point.tally.outcomes[.rolledBack] ?? 0, point.tally.outcomes[.stopped] ?? 0, point.tally.retrained]
                + point.tally.entered
            return [point.label ?? ""] + counts.map { SimulationText.percent(point.chance($0).share) }
        }
        let header = [axis, "rolled back", "stopped", "retrained"] + stages
        return table([header] + rows, aligned: Set(0..<header.count))
    }

    private func amounts(_ simulation: Simulation, _ axis: String) -> [String] {
        let rows = simulation.points.map { point -> [String] in
            guard let units = point.units, let requests = point.requests, let duration = point.duration else {
                return [point.label ?? ""]
            }
            return [
                point.label ?? "", SimulationText.count(units.mean.value), SimulationText.count(units.p95.value),
                SimulationText.count(requests.mean.value), SimulationText.count(requests.p95.value),
                SimulationText.duration(duration.mean.value), SimulationText.duration(duration.median.value),
                SimulationText.duration(duration.p95.value),
            ]
        }
        let header = [
            axis, "\(simulation.unit)s, mean", "95th pct.", "requests, mean", "95th pct.", "duration, mean", "median",
            "95th pct.",
        ]
        return table([header] + rows, aligned: Set(0..<header.count))
    }

    // MARK: Parts

    private func bar(_ chance: ChanceEstimate) -> String {
        let width = Double(Self.barWidth)
        let sure = Int((chance.interval.lowerBound * width).rounded())
        let possible = Int((chance.interval.upperBound * width).rounded())
        return String(repeating: "#", count: sure) + String(repeating: "-", count: max(0, possible - sure))
    }

    private func table(_ rows: [[String]], aligned: Set<Int>) -> [String] {
        TextTable.lines(rows, aligned: aligned, style: style)
    }
}
