import Evaluation
import Execution
import Metrics
import Plan
import Reports

/// What a log has moved from another one, as metrics of conditions: `psi[score]`, and `psi_p[score]` for how probable it is
/// that noise alone moves it as far.
enum DriftMetrics {
    private static func probability(_ measure: DriftMeasure) -> String { measure.rawValue + "_p" }

    /// What may be wrong with the values of a column, as shares.
    private enum Fault: String, CaseIterable {
        case missing, unseen
        case outOfRange = "out_of_range"

        var summary: String {
            switch self {
            case .missing: "The share of the rows without a value in a column."
            case .unseen: "The share of the texts of a column that the other log has nowhere."
            case .outOfRange: "The share of the numbers of a column smaller or larger than all of the other log."
            }
        }
    }

    static var names: Set<String> {
        Set(DriftMeasure.allCases.flatMap { [$0.rawValue, probability($0)] } + Fault.allCases.map(\.rawValue))
    }

    /// How conditions see them.
    static var descriptors: [MetricDescriptor] {
        Fault.allCases.map { fault in
            MetricDescriptor(
                fault.rawValue,
                fault.summary,
                selector: .column,
                type: .fraction,
                range: 0...1,
                better: .lower,
                source: .requests
            )
        }
            + measures
    }

    private static var measures: [MetricDescriptor] {
        DriftMeasure.allCases.flatMap { measure in
            [
                MetricDescriptor(
                    measure.rawValue,
                    measure.summary,
                    selector: .column,
                    type: .score,
                    range: 0...(.infinity),
                    source: .requests
                ),
                MetricDescriptor(
                    probability(measure),
                    "How probable it is that noise alone makes `\(measure.rawValue)` as large.",
                    selector: .column,
                    type: .fraction,
                    range: 0...1,
                    source: .requests
                ),
            ]
        }
    }

    /// What was found, each measure of each column, with the reason where there is no value, and with intervals for shares of rows.
    static func readings(_ drift: LogDrift?, confidence: Double) -> [(reading: Reading, interval: MetricInterval?)] {
        (drift?.columns ?? []).flatMap { column in
            faults(of: column, confidence: confidence) + measures(of: column).map { ($0, nil) }
        }
    }

    private static func faults(
        of column: ColumnDrift,
        confidence: Double
    ) -> [(reading: Reading, interval: MetricInterval?)] {
        Fault.allCases.map { fault in
            let rows = column.values.actual + column.missing.actual
            let found: (part: Int, whole: Int)? =
                switch fault {
                case .missing: rows == 0 ? nil : (column.missing.actual, rows)
                case .unseen: column.isOfNumbers ? nil : column.strange.map { ($0, column.values.actual) }
                case .outOfRange: column.isOfNumbers ? column.strange.map { ($0, column.values.actual) } : nil
                }
            let share = found.map { MetricValue.Proportion($0.part, of: $0.whole) }
            let kind = column.isOfNumbers ? "numbers" : "texts"
            let reason =
                column.strange == nil
                ? "`\(column.name)` has no values in one of the logs" : "`\(column.name)` holds \(kind)"
            let reading = Reading(
                metric: MetricReference(fault.rawValue, selectors: [column.name]).text,
                model: .candidate,
                type: .fraction,
                value: share.map { Double($0.successes) / Double($0.trials) },
                samples: share?.trials ?? 0,
                successes: share?.successes,
                trials: share?.trials,
                undefinedReason: share == nil ? reason : nil,
                isMeasured: false
            )
            return (reading, MetricInterval(share, confidence: confidence))
        }
    }

    private static func measures(of column: ColumnDrift) -> [Reading] {
        DriftMeasure.allCases.flatMap { measure in
            let found = column[measure]
            let reason =
                measure.isOfNumbers && !column.isOfNumbers
                ? "`\(column.name)` holds texts" : "`\(column.name)` has no values in one of the logs"
            return [
                reading(measure.rawValue, .score, found?.value, column, reason),
                reading(probability(measure), .fraction, found?.pValue, column, reason),
            ]
        }
    }

    private static func reading(
        _ name: String,
        _ type: ValueType,
        _ value: Double?,
        _ column: ColumnDrift,
        _ reason: String
    ) -> Reading {
        Reading(
            metric: MetricReference(name, selectors: [column.name]).text,
            model: .candidate,
            type: type,
            value: value,
            samples: min(column.values.reference, column.values.actual),
            successes: nil,
            trials: nil,
            undefinedReason: value == nil ? reason : nil,
            isMeasured: false
        )
    }
}

extension EvaluatedDrift {
    init(_ drift: LogDrift, from other: String) {
        let columns = drift.columns.map { column in
            Column(
                name: column.name,
                isOfNumbers: column.isOfNumbers,
                values: column.values,
                missing: column.missing,
                strange: column.strange,
                measures: column.readings.map { reading in
                    Measure(
                        name: reading.measure.rawValue,
                        value: reading.value,
                        threshold: reading.threshold,
                        pValue: reading.pValue
                    )
                }
            )
        }
        self.init(other: other, rowCount: drift.rowCount, columns: columns)
    }
}
