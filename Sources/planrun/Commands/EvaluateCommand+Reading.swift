import ArgumentParser
import Compiler
import Datasets
import Diagnostics
import Evaluation
import Plan
import Platform

extension EvaluateCommand {
    var inputs: [LogInput] {
        files.map { file in
            file == PlanLoader.standardInput
                ? LogInput.standardInput(format: log.inputFormat) : LogInput(path: file, format: log.format(of: file))
        }
    }

    func readLog(_ prepared: Prepared) throws -> LogEvaluation {
        let progress = LogProgress(
            sizes: (files + (comparison.against.map { [$0] } ?? [])).map { file in
                let isOpen = file == PlanLoader.standardInput || [".gz", ".zst"].contains(where: file.hasSuffix)
                return isOpen ? nil : FileSystem.size(of: file)
            }
        )
        do throws(DatasetFailure) {
            let read = try LogEvaluation(
                inputs,
                request: try request(prepared),
                needs: keeping(prepared),
                drift: prepared.drift,
                positive: asked.positive,
                confidence: confidence,
                badRows: badRows.share,
                threads: threads,
                watch: progress.note
            )
            progress.clear()
            return read
        } catch {
            progress.clear()
            throw refusal(error)
        }
    }

    func refusal(_ failure: DatasetFailure) -> ExitCode {
        var sources = SourceMap()
        report(failure.diagnostics(in: &sources), in: sources)
        return ExitStatus.planErrors.code
    }

    /// What is read of the log, which is read once beforehand where missing labels count for classes of it.
    func request(_ prepared: Prepared) throws(DatasetFailure) -> LogRequest {
        let labels = try truth.read()
        func request(_ classes: [String]) throws(DatasetFailure) -> LogRequest {
            log.request(
                needs: prepared.needs,
                isAll: asked.metrics.isEmpty,
                parts: parts,
                labels: labels,
                missing: MissingLabels(truth.missing, positive: asked.positive, classes: classes),
                sources: try truth.read(prepared.sources, positive: asked.positive, classes: classes),
                values: prepared.values.columns,
                ofNumbers: numbers
            )
        }
        guard truth.assumes(prepared.sources) else { return try request([]) }
        let survey = try LogPass(inputs, request: try request([]), badRows: badRows.share, threads: threads) {
            LogSurvey()
        }
        return try request(survey.log.classes)
    }

    /// What is kept of rows.
    func keeping(_ prepared: Prepared) -> EvaluationNeeds {
        let (needs, names, values, defined) = (prepared.needs, prepared.names, prepared.values, prepared.defined)
        let bundled =
            numbers
            ? NumberMetrics.declared
            : asked.positive.map { ScoreMetrics.declared(needs.scores, positive: $0, score: "score") } ?? []
        return EvaluationNeeds(
            positive: asked.positive,
            ranksScores: !needs.scores.isDisjoint(with: ScoreMetrics.ranked),
            ranksLatencies: needs.ranksLatencies || asked.metrics.isEmpty,
            latencyUnits: log.latencyUnit.perSecond,
            declared: bundled + defined.metrics.map(\.tallies),
            comparable: (parts.baselineScore == nil ? [] : bundled)
                + defined.metrics.filter { parts.compares($0, names) }.map(\.tallies),
            differences: defined.differences,
            score: names.score,
            label: names.label,
            prediction: names.prediction,
            weight: names.weight,
            sources: names.sources,
            sourceWeights: names.sourceWeights,
            values: values.places,
            numbers: numbers ? names.classes.compactMap { values.places[$0] } : [],
            window: parts.window?.nanoseconds
        )
    }
}
