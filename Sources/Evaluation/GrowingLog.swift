package import Datasets
package import Plan

/// A prediction log that is written while it is evaluated: what was read of it is kept, and what is added is read.
package struct GrowingLog: Sendable {
    private let inputs: [LogInput]
    private let request: LogRequest
    private let needs: EvaluationNeeds
    private let positive: String?
    private let confidence: Double
    private let badRows: Rational
    private let stores: RankStores
    private var reading: LogIntake<EvaluationTallies>

    /// - Parameters:
    ///   - inputs: Where its rows come from; the last one is what grows.
    ///   - positive: The class that precision and the like are about; nil for averages.
    ///   - confidence: That of the intervals.
    ///   - threads: How many read at the same time; 0 for one a core.
    package init(
        _ inputs: [LogInput],
        request: LogRequest,
        needs: EvaluationNeeds,
        positive: String?,
        confidence: Double,
        badRows: Rational,
        threads: Int
    ) {
        self.inputs = inputs
        self.request = request
        self.needs = needs
        self.positive = positive
        self.confidence = confidence
        self.badRows = badRows
        let stores = RankStores(request, needs)
        self.stores = stores
        reading = LogIntake(inputs, request: request, threads: threads, isGrowing: true) {
            EvaluationTallies(request, needs, stores, [])
        }
    }

    /// How many rows have been read.
    package var rowCount: Int { reading.rowCount }

    /// Whether what was read makes what follows senseless.
    package var isOver: Bool { reading.isOver }

    /// How many bytes of the file that grows have been read as rows.
    package var offset: Int { reading.offset }

    /// Reads the rows that have been added.
    package mutating func advance() { reading.advance() }

    /// What the rows so far come to.
    package func evaluation() throws(DatasetFailure) -> LogEvaluation {
        try LogEvaluation(
            try reading.pass(badRows: badRows),
            inputs,
            request,
            needs,
            stores,
            positive: positive,
            confidence: confidence,
            isGrowing: true
        )
    }
}
