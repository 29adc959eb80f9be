import Datasets
import Diagnostics

/// Why a replay cannot go on.
struct ReplayError: Error {
    let problem: String

    init(_ problem: String) { self.problem = problem }

    /// The first problem of a file with its place, on one line.
    init(_ failure: DatasetFailure) {
        guard let first = failure.errors.first else {
            self.init("the data cannot be read")
            return
        }
        let position = first.file.position(of: first.range.lowerBound)
        self.init("\(first.file.name):\(position.line):\(position.column): \(first.message)")
    }
}
