import Execution
import Plan
import Platform

/// The values that a query may name, each bound and never put into its text.
struct SQLQuestion: Sendable {
    enum Value: Hashable, Sendable {
        case text(String)
        case number(Double)
    }

    static let names = ["model", "window_start", "window_end"]

    private let question: MetricQuestion

    init(_ question: MetricQuestion) { self.question = question }

    /// The value of a name without its colon, or nil where a query cannot name it.
    subscript(name: String) -> Value? {
        switch name {
        case "model": .text(question.model)
        case "window_start": .number((question.at - question.window).seconds)
        case "window_end": .number(question.at.seconds)
        default: nil
        }
    }

    static func unknown(_ name: String) -> ProviderFailure {
        let known = names.map { "`:\($0)`" }.joined(separator: ", ")
        return ProviderFailure("the query names `:\(name)`, and there are \(known)", isTransient: false)
    }
}

/// Asks a database on a thread that may wait.
enum SQLCall {
    /// What a row may have, in words that follow how many columns one has.
    static let columns = "and one is needed, or two: a number, and how many observations it rests on"

    static func run(
        _ ask: @escaping @Sendable () throws(ProviderFailure) -> MetricAnswer
    ) async throws(ProviderFailure) -> MetricAnswer {
        try await BlockingCalls.run { () -> Result<MetricAnswer, ProviderFailure> in
            do throws(ProviderFailure) {
                return .success(try ask())
            } catch {
                return .failure(error)
            }
        }.get()
    }
}
