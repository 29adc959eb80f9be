import Datasets
import Metrics
import Plan

/// Both models' answers to the same requests, row by row, for metrics that compare models by the same rows.
struct LogRowPairs {
    /// One model's answer to a request.
    struct Answer: RoleAnswer {
        let role: ModelRole
        /// What it has in the columns.
        let numbers: [Double]
        /// The true class, or -1 where its label has not come.
        let actual: Int32
    }

    /// A request that both models have answered.
    struct Pair {
        let candidate: [Double]
        let baseline: [Double]
        let actual: Int32
    }

    /// The columns of a row that are read, each once.
    let columns: [String]
    private var open = OpenAnswers<Answer>()

    /// Nil where nobody compares rows, or each request has the answer of one model.
    init?(_ rules: LogRules) {
        let names = rules.reading.pairedColumns.numbers.compactMap { PairedColumn.parts(of: $0)?.column }
        guard rules.isPaired, rules.hasBaseline, !names.isEmpty else { return nil }
        columns = Set(names).sorted()
    }

    /// The pair that the answer completes; else it waits for the other one.
    mutating func take(_ answer: Answer, to request: UInt64) -> Pair? {
        guard request != 0, let other = open.partner(of: answer, to: request) else { return nil }
        let isCandidate = answer.role == .candidate
        return Pair(
            candidate: isCandidate ? answer.numbers : other.numbers,
            baseline: isCandidate ? other.numbers : answer.numbers,
            actual: answer.actual >= 0 ? answer.actual : other.actual
        )
    }

    mutating func endInterval() { open.endInterval() }

    /// Pairs as metrics over columns read them.
    func batch(_ pairs: [Pair], _ list: ColumnList, classes: [String]) -> ColumnBatch {
        let numbers = list.numbers.map { name -> [Double] in
            guard let (column, model) = PairedColumn.parts(of: name), let place = columns.firstIndex(of: column) else {
                return Array(repeating: .nan, count: pairs.count)
            }
            return pairs.map { (model == .candidate ? $0.candidate : $0.baseline)[place] }
        }
        let labels = pairs.map(\.actual)
        return ColumnBatch(
            count: pairs.count,
            numbers: numbers,
            texts: list.texts.map { _ in labels },
            names: list.texts.map { _ in classes }
        )
    }
}
