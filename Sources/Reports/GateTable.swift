import Execution
import Plan
import Statistics

/// Gates in lines: verdict, condition, value, and what the value rests on.
struct GateTable {
    /// What a gate is for, which decides how its condition reads.
    enum Purpose {
        /// Its condition must hold.
        case requirement
        /// Its condition must not hold.
        case tripwire
    }

    let style: ReportStyle

    /// A line a gate, behind so many blanks: by default as far in as the facts of a run are. Below them it is noted which
    /// requirements hold by their value alone.
    func lines(_ gates: [(record: GateRecord, purpose: Purpose)], indent: Int = 12) -> [String] {
        let rows = gates.map { (gate: $0.record, condition: condition($0.record, $0.purpose)) }
        let width = TextColumns.width(of: rows.map(\.condition))
        let margin = String(repeating: " ", count: indent)
        let lines = rows.map { row in
            let condition = TextColumns.padded(row.condition, to: width)
            return margin + "\(verdict(row.gate))  \(condition)  \(facts(row.gate))"
        }
        let notes = gates.compactMap { $0.purpose == .requirement ? CertaintyNote($0.record) : nil }
        return lines + notes.map { margin + style.warned("! note") + "     " + $0.text }
    }

    private func condition(_ gate: GateRecord, _ purpose: Purpose) -> String {
        purpose == .requirement ? gate.text.printable : "not: " + gate.text.printable
    }

    private func verdict(_ gate: GateRecord) -> String {
        switch gate.verdict {
        case .pass: style.good("✓ pass   ")
        case .fail: style.bad("✗ fail   ")
        case .inconclusive: style.warned("? unclear")
        case .noData: style.warned("? no data")
        case .error: style.bad("! error")
        }
    }

    private func facts(_ gate: GateRecord) -> String {
        let comparisons = gate.comparisons.map(facts).joined(separator: "; ")
        guard gate.verdict == .fail, gate.failuresNeeded > 1 else { return comparisons }
        return comparisons + ", \(gate.failures) of \(gate.failuresNeeded) in a row"
    }

    private func facts(_ comparison: ComparisonRecord) -> String {
        let type = comparison.readings.first?.type ?? .score
        var facts: [String] = []
        if let words = SegmentWords.decisive(comparison) { facts.append(words) }
        for reading in comparison.readings where reading.model == .candidate {
            facts.append(MessageText.value(reading.value, reading.type))
            if reading.isCounted { facts.append(basis(reading)) }
            if let reason = reading.problem ?? reading.undefinedReason { facts.append(reason.printable) }
        }
        for reading in comparison.readings where reading.model == .baseline {
            if let limit = comparison.right { facts.append("limit \(MessageText.value(limit, type))") }
            facts.append("baseline \(MessageText.value(reading.value, reading.type))")
        }
        if let evidence = comparison.evidence { facts.append(EvidenceWords(evidence, type).text) }
        return facts.joined(separator: ", ")
    }

    /// What a value rests on: so many of so many with Wilson's interval, or the number of observations.
    private func basis(_ reading: Reading) -> String {
        guard let successes = reading.successes, let trials = reading.trials,
            let interval = WilsonInterval(successes: successes, trials: trials)
        else { return "n = \(reading.samples)" }
        let bounds = [interval.lower, interval.upper].map { MessageText.decimals($0, 3) }
        return "\(successes) of \(trials), 95% interval \(bounds[0]) to \(bounds[1])"
    }
}
