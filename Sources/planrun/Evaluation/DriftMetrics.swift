import Evaluation
import Execution
import Plan
import Reports

/// What a log has moved from another one, as metrics of conditions: `psi[score]`, and `psi_p[score]` for how probable it is
/// that noise alone moves it as far.
enum DriftMetrics {
    private static func probability(_ measure: DriftMeasure) -> String { measure.rawValue + "_p" }

    static var names: Set<String> {
        Set(DriftMeasure.allCases.flatMap { [$0.rawValue, probability($0)] })
    }

    /// How conditions see them.
    static var descriptors: [MetricDescriptor] {
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

    /// What was found, each measure of each column, with the reason where there is no value.
    static func readings(_ drift: LogDrift?) -> [Reading] {
        (drift?.columns ?? []).flatMap { column in
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
