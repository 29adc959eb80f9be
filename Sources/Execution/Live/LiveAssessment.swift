import Classifiers
import Datasets
import JSON
import Metrics
import Plan

/// Asks models that answer elsewhere about the rows that risk is assessed on.
struct LiveAssessment {
    private let program: Program
    private let model: @Sendable (ModelSpec, [String]) -> (any RemoteModel)?
    private var data: ReplayData
    /// The candidate as it is asked: the plan's, or what was trained in its place.
    var candidate: ModelSpec?

    /// - Parameter model: The model that answers elsewhere, given the classes of the data; nil for one that does not.
    init(
        program: Program,
        folder: String,
        model: @escaping @Sendable (ModelSpec, [String]) -> (any RemoteModel)?
    ) {
        self.program = program
        self.model = model
        data = ReplayData(program: program, folder: folder)
        candidate = program.model(.candidate)
    }

    /// Whether the candidate answers elsewhere.
    var isElsewhere: Bool { candidate.flatMap { model($0, []) } != nil }

    /// What both models make of the rows; nil where nobody wants to know any longer.
    mutating func evaluate(while isWanted: () -> Bool) async throws(ProviderFailure) -> Event.Evaluated? {
        guard let risk = program.risk else { throw ProviderFailure("the program assesses no risk", isTransient: false) }
        let prepared = try read(risk.on.data)
        guard prepared.table.numbers == nil else {
            throw ProviderFailure(
                "models elsewhere are assessed by classes, and the label is a number",
                isTransient: false
            )
        }
        let features = prepared.features(risk.on.part)
        let rows = RemoteRows(
            columns: prepared.table.featureNames,
            rows: (0..<features.rowCount).map { row in
                let start = row * features.featureCount
                return features.values[start..<start + features.featureCount].map(JSONValue.number)
            }
        )
        let labels = prepared.labels(risk.on.part)
        let classes = prepared.table.classes
        guard let candidate = candidate.flatMap({ model($0, classes) }) else {
            throw ProviderFailure("there is no candidate to ask", isTransient: false)
        }
        let other = program.model(.baseline).flatMap { model($0, classes) }
        let kinds = program.unitKinds
        var evidence = PairedEvidence(
            program.accumulatorKinds,
            units: kinds,
            each: program.evidence?.independent ?? .units,
            layout: program.layout(data: risk.on.data, classes: classes),
            hasBaseline: other != nil
        )
        guard let batch = try await ask(candidate, rows, labels, classes, .candidate, while: isWanted) else {
            return nil
        }
        evidence.candidate.add(batch)
        if kinds != nil { evidence.units?.candidate.add(batch) }
        if let other {
            guard let answers = try await ask(other, rows, labels, classes, .baseline, while: isWanted) else {
                return nil
            }
            evidence.baseline?.add(answers)
            for place in labels.indices {
                evidence.units?.pairs?.add(
                    candidate: batch.predicted[place],
                    baseline: answers.predicted[place],
                    actual: labels[place]
                )
            }
        }
        return Event.Evaluated(on: risk.on.text, evidence: evidence)
    }

    private mutating func read(_ name: String) throws(ProviderFailure) -> ReplayData.Prepared {
        do throws(ReplayError) {
            return try data.prepare(name)
        } catch {
            throw ProviderFailure(error.problem, isTransient: false)
        }
    }

    /// A model's answers beside the labels; a class that the data do not have is a wrong answer of no class.
    private func ask(
        _ model: any RemoteModel,
        _ rows: RemoteRows,
        _ labels: [Int32],
        _ classes: [String],
        _ role: ModelRole,
        while isWanted: () -> Bool
    ) async throws(ProviderFailure) -> OutcomeBatch? {
        let answers: [RemoteAnswer]?
        do throws(ProviderFailure) {
            answers = try await BreakableWork.run(while: isWanted) { () throws(ProviderFailure) in
                try await model.answer(rows)
            }
        } catch {
            let problem = "the \(role.rawValue) cannot be asked: \(error.problem)"
            throw ProviderFailure(problem, isTransient: error.isTransient)
        }
        guard let answers else { return nil }
        guard answers.count == labels.count else {
            throw ProviderFailure(
                "the \(role.rawValue) gave \(answers.count) answers to \(labels.count) rows",
                isTransient: false
            )
        }
        var numbers: [String: Int32] = [:]
        for (number, name) in classes.enumerated() { numbers[name] = Int32(number) }
        var batch = OutcomeBatch()
        for (answer, label) in zip(answers, labels) {
            let predicted = answer.label.flatMap { numbers[$0] } ?? -1
            batch.append(predicted: predicted, actual: label, latency: answer.latency.nanoseconds)
        }
        return batch
    }
}
