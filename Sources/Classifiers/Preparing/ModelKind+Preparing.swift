package import Plan

extension ModelKind {
    /// Learns what is done to the rows, and a model of the rows that come of it.
    ///
    /// Rows that lack values, and categories, are refused unless the kind or the options say how they are taken.
    package static func learn(
        from set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let steps = try PreparationOptions(options)
        let hasCategories = set.categories?.contains { $0 != nil } ?? false
        let isAsItIs = steps.fill == nil && !steps.isStandardised && !hasCategories
        if isAsItIs || set.rows.rowCount == 0 {
            try check(set.rows)
            return try await train(on: set, options: options, threads: threads)
        }
        let preparation = FeaturePreparation(learning: set, steps, encoding: encoding)
        let rows = preparation.rows(set.rows, 0..<set.rows.rowCount)
        try check(rows)
        let model = try await train(on: set.replacing(rows), options: options, threads: threads)
        return PreparedClassifier(preparation: preparation, model: model)
    }

    private static func check(_ rows: FeatureRows) throws(TrainingError) {
        if !descriptor.takesMissing, rows.hasMissing { throw .missingValues }
    }
}
