package import Plan

/// The kinds of metrics over predictions that a plan can declare itself: a new one is one file and one line here.
package enum MetricKindRegistry {
    /// Those that are made from columns of rows.
    package static let kinds: [any ColumnMetric.Type] = [
        RocAUC.self,
        AveragePrecision.self,
        LogLoss.self,
        BrierScore.self,
        CalibrationError.self,
        TopK.self,
        MeanAbsoluteError.self,
        RootMeanSquaredError.self,
        MeanAbsolutePercentageError.self,
        WeightedAbsolutePercentageError.self,
        MeanError.self,
        Determination.self,
        PinballLoss.self,
        ColumnRate.self,
        ColumnCount.self,
        ColumnMean.self,
        ColumnSum.self,
        ColumnMinimum.self,
        ColumnMaximum.self,
        ColumnQuantile.self,
        DecayingMean.self,
        Agreement.self,
        WeightedAccuracy.self,
        WeightedRecall.self,
        WeightedPrecision.self,
        DemographicParity.self,
        DisparateImpact.self,
        EqualOpportunity.self,
        EqualisedOdds.self,
        Drift.self,
        DriftChance.self,
        DriftAlarm.self,
        MissingShare.self,
        UnseenShare.self,
        OutOfRangeShare.self,
        RepeatedShare.self,
    ]

    package static let descriptors: [MetricKindDescriptor] =
        kinds.map { $0.descriptor } + [SegmentDifferenceKind.descriptor]

    /// The metric of a kind with these options, or nil where it is of no kind over columns.
    package static func metric(_ kind: String, _ options: OptionValues) -> (any ColumnMetric)? {
        kinds.first { $0.descriptor.kind.name == kind }.map { $0.init(options) }
    }
}
